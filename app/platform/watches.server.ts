import { log } from "~/config/log.server";
import type { Watch } from "./jobs.server";

/** Runs each watch at its pace, never twice at once. Answers how to stop: that waits for those which run now. */
export function startWatches(watches: readonly Watch[]): () => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const timers = watches.map((watch) =>
    setInterval(() => {
      if (running.has(watch.name)) return;
      const run = watch
        .run()
        .catch((error: unknown) => log.warn({ err: error, watch: watch.name }, "a watch failed"))
        .finally(() => running.delete(watch.name));
      running.set(watch.name, run);
    }, watch.everyMs).unref(),
  );
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running.values());
  };
}
