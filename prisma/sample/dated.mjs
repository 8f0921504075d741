const TIMES = ["started_at", "ended_at", "created_at"];

/** An item with real times in the place of milliseconds since the turn's start. @param {import("./plan-turn.mjs").Item} item @param {number} startMs */
export function dated(item, startMs) {
  const result = { ...item };
  for (const name of TIMES) {
    const value = result[name];
    if (typeof value === "number") result[name] = new Date(startMs + value).toISOString();
  }
  return result;
}
