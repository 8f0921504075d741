import { expect, test } from "vitest";
import { joinLive, NOTHING_LIVE, renewShown, takeLive, type LiveEvent } from "./live-turns";
import { seeded } from "../../../../test/factories/random";
import { aTurnRow } from "../../../../test/factories/turn-row";

const at = (second: number) => `2026-11-20T12:00:${String(second).padStart(2, "0")}.000000Z`;
const row = (id: string, second: number, more = {}) => aTurnRow({ id, created_at: at(second), ...more });
const newest = { isNewestFirst: true, hasMore: true };
const turn = (each: ReturnType<typeof row>): LiveEvent => ({ kind: "turn", row: each });

test("a turn that starts takes its place by time, and settles in it", () => {
  const loaded = [row("c", 3), row("a", 1)];
  const started = takeLive(NOTHING_LIVE, [turn(row("d", 4, { status: "streaming" })), turn(row("b", 2))]);
  expect(joinLive(loaded, started, newest).rows.map(({ id }) => id)).toEqual(["d", "c", "b", "a"]);
  const settled = takeLive(started, [turn(row("d", 4, { status: "ok" }))]);
  expect(joinLive(loaded, settled, newest).rows[0]).toMatchObject({ id: "d", status: "ok" });
});

test("a row that is older than what is loaded waits for its page, unless all pages are there", () => {
  const live = takeLive(NOTHING_LIVE, [turn(row("old", 0))]);
  expect(joinLive([row("a", 1)], live, newest).rows).toHaveLength(1);
  expect(joinLive([row("a", 1)], live, { ...newest, hasMore: false }).rows).toHaveLength(2);
});

test("under another order new rows are counted, and known ones renewed in place", () => {
  const loaded = [row("slow", 1, { latency_ms: 9 }), row("fast", 2, { latency_ms: 1 })];
  const live = takeLive(NOTHING_LIVE, [turn(row("new", 5)), turn(row("fast", 2, { latency_ms: 10 }))]);
  const joined = joinLive(loaded, live, { ...newest, isNewestFirst: false });
  expect(joined.waiting).toBe(1);
  expect(joined.rows.map(({ id, latency_ms }) => [id, latency_ms])).toEqual([
    ["slow", 9],
    ["fast", 10],
  ]);
});

test("a deleted turn leaves what somebody looks at too; one that the filters refuse stays there as it is now", () => {
  const shown = [row("a", 3), row("b", 2, { status: "streaming" }), row("c", 1)];
  const live = takeLive(NOTHING_LIVE, [
    { kind: "deleted", id: "a" },
    { kind: "left", row: row("b", 2, { status: "ok" }) },
  ]);
  expect(renewShown(shown, live).map(({ id, status }) => `${id} ${status}`)).toEqual(["b ok", "c ok"]);
  expect(joinLive(shown, live, newest).rows.map(({ id }) => id)).toEqual(["c"]);
});

test("a turn that comes back through the filters is in the list again", () => {
  const left = takeLive(NOTHING_LIVE, [{ kind: "left", row: row("a", 1) }]);
  expect(joinLive([row("a", 1)], takeLive(left, [turn(row("a", 1))]), newest).rows).toHaveLength(1);
});

test("events that arrive twice, or in several bursts, make the same list", () => {
  const random = seeded(7);
  const event = (): LiveEvent => {
    const id = random.pick(["a", "b", "c", "d"]);
    const kind = random.pick(["turn", "left", "deleted"] as const);
    return kind === "deleted" ? { kind, id } : { kind, row: row(id, id.charCodeAt(0) - 90) };
  };
  const loaded = [row("b", 8), row("a", 7)];
  const list = (live: typeof NOTHING_LIVE) => joinLive(loaded, live, newest).rows.map(({ id }) => id);
  for (let round = 0; round < 300; round += 1) {
    const events = Array.from({ length: random.below(9) }, event);
    const cut = random.below(9);
    const whole = takeLive(NOTHING_LIVE, events);
    expect(list(takeLive(takeLive(NOTHING_LIVE, events.slice(0, cut)), events.slice(cut)))).toEqual(list(whole));
    expect(list(takeLive(whole, events.slice(-1)))).toEqual(list(whole));
    expect(list(whole)).toEqual(list(whole).sort().reverse());
  }
});
