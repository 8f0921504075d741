/**
 * Believable bots that report to a running Wheelhouse through its public interface: streaming, tools, errors, retries,
 * slow turns and ones whose runtime dies. Who they are and what they say stands in prisma/sample/.
 */
import { parseArgs } from "node:util";
import { BOTS } from "../prisma/sample/cast.mjs";
import { playBots } from "./simulate/play.mjs";
import { runtimeClient } from "./simulate/runtime-client.mjs";

const usage = `Usage: npm run simulate -- --key whk_… [options]

  --key K        a key with the scope turns:write, or the variable WHEELHOUSE_KEY:
                 npm run -s wheelhouse -- key create --name simulator --scopes turns:write
  --url U        where Wheelhouse runs (WHEELHOUSE_URL, http://127.0.0.1:3000)
  --rate N       turns a minute (12)
  --bots a,b     only these: ${BOTS.map(({ slug }) => slug).join(", ")}
  --seed S       the same seed plays the same conversations
  --speed N      so many times faster than in life (1)
  --once         one conversation of each bot, then it ends
  --quiet        say nothing about turns
`;

/** @param {string} line */
function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** @param {string} name @param {string | undefined} text @param {number} fallback @param {number} most */
function positive(name, text, fallback, most) {
  const value = Number(text ?? fallback);
  if (!(value > 0 && value <= most)) fail(`--${name} must be a number above 0, at most ${most}.`);
  return value;
}

function readOptions() {
  const text = /** @type {const} */ ({ type: "string" });
  const flag = /** @type {const} */ ({ type: "boolean", default: false });
  const { values } = parseArgs({
    options: {
      key: text,
      url: text,
      rate: text,
      bots: text,
      seed: text,
      speed: text,
      once: flag,
      quiet: flag,
      help: flag,
    },
  });
  return values;
}

/** @type {ReturnType<typeof readOptions>} */
let values;
try {
  values = readOptions();
} catch (error) {
  fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  throw error;
}
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const key = values.key ?? process.env.WHEELHOUSE_KEY ?? "";
if (!key) fail(`A key is needed.\n\n${usage}`);
const bots = (values.bots ?? "").split(",").filter(Boolean);
const unknown = bots.filter((slug) => !BOTS.some((bot) => bot.slug === slug));
if (unknown.length > 0)
  fail(`There is no bot ${unknown.join(", ")}. There are: ${BOTS.map(({ slug }) => slug).join(", ")}`);

const stopping = new AbortController();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => stopping.abort());
// Whoever started us is gone.
process.on("disconnect", () => process.exit(0));

const url = (values.url ?? process.env.WHEELHOUSE_URL ?? "http://127.0.0.1:3000").replace(/\/+$/, "");
if (!URL.canParse(url)) fail(`--url must be an address like http://127.0.0.1:3000, not ${url}.`);
const client = runtimeClient({ url, key, signal: stopping.signal });
const say = (/** @type {string} */ line) => void (values.quiet || process.stdout.write(`${line}\n`));
try {
  await playBots({
    client,
    stopping,
    rate: positive("rate", values.rate, 12, 6000),
    speed: positive("speed", values.speed, 1, 1000),
    bots,
    seed: values.seed ?? String(Date.now()),
    once: values.once,
    say,
  });
  say(`${client.counts.calls} calls, ${client.counts.again} of them again`);
  process.exit(0);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
