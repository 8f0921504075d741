/** npm passes a Ctrl-C on that the terminal has already sent; two this close are one. */
const sameKeyMs = 700;
const parentEveryMs = 1000;

/**
 * Calls `stop` at the first signal, or when whoever started us is gone, and `stopAtOnce` at a second signal.
 * @param {{ stop: (why: string) => void, stopAtOnce: () => void }} handlers
 */
export function onStopSignals({ stop, stopAtOnce }) {
  let first = 0;
  const begin = (/** @type {string} */ why) => {
    first = Date.now();
    stop(why);
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (!first) begin(signal);
      else if (Date.now() - first > sameKeyMs) stopAtOnce();
    });
  }
  const parent = process.ppid;
  setInterval(() => {
    if (!first && process.ppid !== parent) begin("the process that started it is gone");
  }, parentEveryMs).unref();
}
