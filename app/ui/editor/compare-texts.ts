import { Change } from "@codemirror/merge";
import type { Places } from "./compare-by-lines";

/** Below this a comparison is done before anybody could notice. */
export const SMALL_TEXTS = 24_000;

/** Compares two long texts beside the page, which goes on answering. Null when the browser cannot; then it is done in place. */
export function compareTexts(before: string, after: string, signal: AbortSignal): Promise<readonly Change[] | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./diff.worker.ts", import.meta.url), { type: "module" });
    const end = (changes: readonly Change[] | null) => {
      worker.terminate();
      resolve(changes);
    };
    worker.addEventListener("message", (event: MessageEvent<Places[]>) =>
      end(event.data.map(([fromA, toA, fromB, toB]) => new Change(fromA, toA, fromB, toB))),
    );
    worker.addEventListener("error", () => end(null));
    signal.addEventListener("abort", () => worker.terminate());
    worker.postMessage({ before, after });
  });
}
