import { countTokens } from "~/lib/count-tokens";

type Asked = { id: number; text: string };

let running: AbortController | null = null;

addEventListener("message", (event: MessageEvent<Asked>) => {
  running?.abort();
  const mine = (running = new AbortController());
  const { id, text } = event.data;
  void countTokens(text, mine.signal).then(
    (tokens) => postMessage({ id, tokens }),
    () => undefined,
  );
});
