// Whoever reads our lines may be gone first. Then they are lost, and everything is stopped in order all the same.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

const isTerminal = process.stdout.isTTY === true;
const clearLine = "\r\u001b[2K";
const spin = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** The line that is being drawn at the moment; only a terminal has one. @type {string} */
let live = "";

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${live ? clearLine : ""}${line}\n${live}`);
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** @param {string} mark @param {string} name @param {string} detail @param {string} time */
function line(mark, name, detail, time) {
  return `${mark} ${name.padEnd(12)} ${detail}${time ? ` (${time})` : ""}`;
}

/**
 * @typedef {{ progress: (detail: string) => void }} Step
 *   progress: what is being done now; shown as it changes, in a terminal redrawn with the seconds that passed
 */

/**
 * Runs one step and says in one line what came of it and how long it took. Steps that run at the same time are told
 * as they end.
 * @template T
 * @param {string} name
 * @param {(step: Step) => Promise<{ done: string, value: T }>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const started = performance.now();
  let detail = "";
  let told = started;
  let frame = 0;
  const draw = () => {
    if (!detail) return;
    frame += 1;
    live = line(spin[frame % spin.length] ?? "", name, detail, seconds(started));
    process.stdout.write(`${clearLine}${live}`);
  };
  const timer = isTerminal ? setInterval(draw, 120) : undefined;
  try {
    const { done, value } = await work({
      progress(text) {
        detail = text;
        // A log file gets a sign of life now and then, not every change.
        if (isTerminal || performance.now() - told < 10_000) return;
        told = performance.now();
        say(line("·", name, detail, seconds(started)));
      },
    });
    finish(timer);
    say(line(isTerminal ? "\u001b[32m✓\u001b[0m" : "✓", name, done, seconds(started)));
    return value;
  } finally {
    finish(timer);
  }
}

/** @param {NodeJS.Timeout | undefined} timer */
function finish(timer) {
  clearInterval(timer);
  if (live) process.stdout.write(clearLine);
  live = "";
}
