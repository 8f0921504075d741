import { compareByLines } from "./compare-by-lines";

addEventListener("message", (event: MessageEvent<{ before: string; after: string }>) =>
  postMessage(compareByLines(event.data.before, event.data.after)),
);
