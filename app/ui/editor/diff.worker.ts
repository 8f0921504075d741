import { diff } from "@codemirror/merge";

/** Nobody waits for this one: it may look closely. */
const config = { scanLimit: 5_000, timeout: 3_000 };

addEventListener("message", (event: MessageEvent<{ before: string; after: string }>) => {
  const { before, after } = event.data;
  postMessage(diff(before, after, config).map(({ fromA, toA, fromB, toB }) => [fromA, toA, fromB, toB]));
});
