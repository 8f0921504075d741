/** @typedef {import("./slots.mjs").Slots} Slots */

/**
 * @typedef {object} Tool
 * @property {number} ms how long it usually takes
 * @property {(slots: Slots) => unknown} arguments
 * @property {(slots: Slots) => string} result
 * @property {string} [fails] what it says when it fails
 * @property {readonly string[]} [inside] tools that it calls in turn
 */

/** @param {unknown} value */
const json = (value) => JSON.stringify(value, null, 1);

/** A log as long as logs are; only its beginning stands in lists. @param {Slots} slots */
function longLog({ container, percent }) {
  const lines = [];
  for (let index = 0; index < 620; index++) {
    const clock = `03:${String(Math.floor(index / 12) % 60).padStart(2, "0")}:${String((index * 5) % 60).padStart(2, "0")}`;
    const word =
      index % 97 === 42
        ? "WARN  cache is at " + percent + " %, evicting"
        : `INFO  request ${index} done in ${(index * 37) % 911} ms`;
    lines.push(`${clock} ${container} ${word}`);
  }
  return lines.join("\n");
}

/** @type {Record<string, Tool>} */
export const TOOLS = {
  get_weather: {
    ms: 420,
    arguments: ({ city }) => ({ city, units: "metric", days: 1 }),
    result: ({ city, degrees, wind }) =>
      json({ city, temperature_c: Number(degrees), wind_ms: Number(wind), sky: "broken clouds" }),
    fails: "HTTP 503 from api.weather.example: upstream connect error",
  },
  set_light: {
    ms: 160,
    arguments: ({ room, minutes }) => ({
      entity: `light.${room?.replace(" ", "_")}`,
      brightness_pct: 40,
      after_min: Number(minutes),
    }),
    result: () => json({ ok: true, changed: 1 }),
    fails: "Entity is unavailable: the bridge has not answered for 30 s",
  },
  calendar_list: {
    ms: 380,
    arguments: () => ({ calendar: "family", from: "today", to: "today" }),
    result: ({ hour, friend }) =>
      json([
        { at: hour, title: `Coffee with ${friend}` },
        { at: "18:00", title: "Swimming" },
      ]),
  },
  start_timer: { ms: 70, arguments: ({ minutes }) => ({ minutes: Number(minutes) }), result: () => json({ ok: true }) },
  memory_search: {
    ms: 210,
    arguments: ({ friend }) => ({ query: friend, limit: 5, min_relevance: 0.42 }),
    result: ({ friend, book }) =>
      json([
        { text: `${friend} lent them “${book}” in spring`, relevance: 0.83 },
        { text: `${friend} moved to Trondheim last year`, relevance: 0.61 },
      ]),
  },
  memory_save: {
    ms: 130,
    arguments: ({ friend, hour }) => ({ text: `Meets ${friend} at ${hour}`, importance: 0.6, tags: ["plan"] }),
    result: () => json({ saved: true }),
    fails: 'could not obtain lock on relation "mira_memories"',
  },
  web_search: {
    ms: 2400,
    arguments: ({ topic, year }) => ({ query: `${topic} ${year}`, results: 8 }),
    result: ({ topic }) =>
      json([
        { title: `${topic}: a review`, url: "https://journal.example/review" },
        { title: `What we know about ${topic}`, url: "https://institute.example/notes" },
        { title: "Trial results, second year", url: "https://trial.example/results" },
      ]),
    fails: "The search engine answered 429: quota for this minute is used up",
  },
  fetch_page: {
    ms: 5200,
    arguments: () => ({ url: "https://journal.example/review", as: "markdown" }),
    result: ({ topic, percent, year }) =>
      `# ${topic}\n\nIn ${year} the trial reached ${percent} % of what the model foresaw. `.concat(
        "The authors name three reasons: load, season and the age of the parts. ".repeat(36),
      ),
    fails: "Timed out after 20 s while reading https://journal.example/review",
  },
  find_order: {
    ms: 310,
    arguments: ({ order }) => ({ order_id: order }),
    result: ({ order, route, price, cabin }) =>
      json({ order_id: order, route, cabin, paid_eur: Number(price), refundable: true, status: "confirmed" }),
    fails: "order service: connection refused (10.0.4.12:8080)",
  },
  create_refund: {
    ms: 900,
    arguments: ({ order, price }) => ({ order_id: order, amount_eur: Number(price), reason: "departure cancelled" }),
    result: ({ order }) => json({ refund_id: `rf_${order}`, state: "pending", days: 5 }),
    fails: "Refund refused: the payment is older than 180 days",
  },
  note_ticket: {
    ms: 140,
    arguments: ({ order }) => ({ order_id: order, note: "answered by the desk" }),
    result: () => json({ ok: true }),
  },
  read_file: {
    ms: 45,
    arguments: ({ file }) => ({ path: file }),
    result: ({ file, line }) =>
      `// ${file}\n${Array.from({ length: 60 }, (_, index) => `${Number(line) + index}  const held = await holds.find(order.id, { at: clock.now() });`).join("\n")}`,
  },
  grep: {
    ms: 120,
    arguments: ({ file }) => ({ pattern: "expiresAt", path: file?.split("/").slice(0, 2).join("/") }),
    result: ({ file, line }) =>
      `${file}:${line}: if (hold.expiresAt < now) release(hold);\n${file}:${Number(line) + 31}: expiresAt: addMinutes(now, 15),`,
  },
  edit_file: {
    ms: 60,
    arguments: ({ file }) => ({ path: file, old: "hold.expiresAt < now", new: "hold.expiresAt <= now" }),
    result: () => "1 replacement",
    fails: "The text to replace was not found",
  },
  run_command: {
    ms: 8600,
    arguments: () => ({ command: "npm test -- --run", timeout_s: 120 }),
    result: ({ tests, file }) => ` ✓ ${file} (${tests} tests)\n\n Tests  ${tests} passed (${tests})\n Duration  7.91s`,
    fails: "exit code 1\n FAIL  a hold that ends now is released\n AssertionError: expected 1 to be 0",
  },
  task: {
    ms: 6400,
    arguments: ({ file }) => ({ description: `Find every caller of ${file}`, agent: "explore" }),
    result: ({ count, file }) => `${count} callers of ${file}, all in src/api and src/jobs`,
    inside: ["grep", "read_file"],
  },
  docker_ps: {
    ms: 260,
    arguments: () => ({ all: true }),
    result: ({ container, memory }) =>
      json([
        { name: container, state: "running", memory, restarts: 3 },
        { name: "traefik", state: "running", memory: "0.1 GiB", restarts: 0 },
      ]),
  },
  read_log: {
    ms: 700,
    arguments: ({ container }) => ({ container, tail: 620 }),
    result: longLog,
    fails: "No such container",
  },
  http_check: {
    ms: 1300,
    arguments: ({ container }) => ({ url: `http://${container}.lan/health` }),
    result: () => json({ status: 200, ms: 41 }),
    fails: "connect ETIMEDOUT 192.168.10.24:8096",
  },
  restart_container: {
    ms: 4200,
    arguments: ({ container }) => ({ container, wait_s: 30 }),
    result: () => json({ state: "running", healthy: true }),
  },
};
