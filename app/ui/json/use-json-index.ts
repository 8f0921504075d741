import { useEffect, useState } from "react";
import { createJsonIndexer, type JsonIndex, type JsonProblem } from "./json-index";

export type JsonState = { index: JsonIndex | null; problem: JsonProblem | null; progress: number };

/** Short enough for the page to answer a key in between, even on a slow machine. */
const sliceMs = 8;

export function untilSlow(): () => boolean {
  const begin = performance.now();
  return () => performance.now() - begin > sliceMs;
}

/** Runs `step` in slices with the browser's own work between them, until it is done or stopped. */
export function inSlices(step: (enough: () => boolean) => boolean, after: (done: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const run = () => {
    const done = step(untilSlow());
    after(done);
    if (!done) timer = setTimeout(run, 0);
  };
  timer = setTimeout(run, 0);
  return () => clearTimeout(timer);
}

/** Indexes without holding the page. What fits into the first slice is there at once. */
export function useJsonIndex(text: string): JsonState {
  const [work] = useState(() => {
    const indexer = createJsonIndexer(text);
    return { indexer, done: indexer.step(untilSlow()) };
  });
  const read = (): JsonState => ({
    index: work.indexer.index(),
    problem: work.indexer.problem(),
    progress: work.indexer.progress(),
  });
  const [state, setState] = useState(read);
  useEffect(() => {
    if (work.done) return;
    return inSlices(work.indexer.step, (done) => {
      work.done = done;
      setState(read());
    });
    // oxlint-disable-next-line react/exhaustive-deps -- the work belongs to this text; another text gets another component
  }, [work]);
  return state;
}
