import { expect, test } from "vitest";
import { keepTurnMargins } from "~/features/turns/fold-turn-ledger.server";
import { pool } from "~/data/postgres.server";
import { readAllForDots, readSomeForDots } from "~/data/runtime/turn-dots.server";
import { TURN_SORTS, type TurnListRow, type TurnSort } from "~/data/runtime/turn-list.server";
import { countTurns, getTurnDots, getTurnFacets, getTurnPage } from "~/features/turns/list/turn-query.server";
import { EVER, turnQuery as query, turnWorld } from "../setup/turn-world";

test("a list has its rows, its facets, its count and its dots", async () => {
  await using api = await turnWorld();
  await api.send(
    { type: "turn.start", bot: "nova", id: "a", model: "m1", tags: ["x", "y"], user_prompt: "Where is the lantern?" },
    { type: "turn.update", id: "a", status: "ok", cost_usd: "0.002", response_text: "On the hill." },
    { type: "turn.start", bot: "snark", id: "b", model: "m2", tags: ["x"] },
    { type: "tool_call", turn_id: "b", call_id: "c", tool_name: "search" },
  );
  await keepTurnMargins();
  const page = await getTurnPage(query(), null, 1);
  const rest = await getTurnPage(query(), page.next, 1);
  expect([...page.rows, ...rest.rows].map((row) => row.id).sort()).toEqual(["a", "b"]);
  expect(rest.next).toBeNull();
  expect(await countTurns(query())).toEqual({ count: 2, isMore: false });
  expect((await getTurnDots(query())).map((dot) => dot.id).sort()).toEqual(["a", "b"]);
  const { facets, ranges } = await getTurnFacets(query({ filter: { ...EVER, only: { bot: ["nova"] } } }));
  const valuesOf = (key: string) => facets.find((facet) => facet.key === key)!.values;
  expect(valuesOf("bot")).toEqual([
    { value: "nova", count: 1 },
    { value: "snark", count: 1 },
  ]);
  expect(valuesOf("model")).toEqual([{ value: "m1", count: 1 }]);
  expect(valuesOf("tags")).toEqual([
    { value: "x", count: 1 },
    { value: "y", count: 1 },
  ]);
  expect(valuesOf("tools")).toEqual([{ value: "false", count: 1 }]);
  expect(ranges.cost).toEqual({ min: 0.002, max: 0.003, bins: [{ from: 0.002, to: 0.003, count: 1 }] });
  const found = await getTurnPage(query({ q: "lantern" }), null, 10);
  expect(found.rows.map((row) => row.id)).toEqual(["a"]);
  expect(found.searched).toMatchObject({ days: 7, isNarrowed: true });
});

test("every column sorts both ways, page by page, without losing or repeating a turn", async () => {
  await using api = await turnWorld();
  const started = Date.now() - 3_600_000;
  await api.send(
    ...Array.from({ length: 23 }, (_, i) => ({
      type: "turn.start",
      id: `t${i}`,
      bot: `bot-${i % 3}`,
      ...(i % 4 > 0 && { model: `m${i % 2}`, user_id: `u${i % 5}`, tags: [`g${i % 3}`], channel: "web" }),
      user_prompt: `prompt ${i % 7}`,
      started_at: new Date(started + Math.floor(i / 2) * 1000).toISOString(),
    })),
    ...Array.from({ length: 11 }, (_, i) => ({
      type: "turn.update",
      id: `t${i * 2}`,
      status: "ok",
      cost_usd: `0.00${i % 4}`,
      latency_ms: 100 * (i % 3),
      token_usage: { input: i },
    })),
  );
  for (const sort of Object.keys(TURN_SORTS) as TurnSort[])
    for (const descending of [true, false]) {
      const seen: TurnListRow[] = [];
      for (let cursor: string | null = null, pages = 0; pages < 9; pages++) {
        const page = await getTurnPage(query({ sort, descending }), cursor, 5);
        seen.push(...page.rows);
        cursor = page.next;
        if (!cursor) break;
      }
      expect([sort, new Set(seen.map((row) => row.id)).size, seen.length]).toEqual([sort, 23, 23]);
      const whole = await getTurnPage(query({ sort, descending }), null, 100);
      expect(seen.map((row) => row.id)).toEqual(whole.rows.map((row) => row.id));
    }
});

test("a cursor of another order, or of none, is refused", async () => {
  await using api = await turnWorld();
  await api.send({ type: "turn.start", bot: "nova", id: "a" }, { type: "turn.start", bot: "nova", id: "b" });
  const { next } = await getTurnPage(query(), null, 1);
  for (const cursor of [next, "nonsense"])
    await expect(getTurnPage(query({ sort: "bot" }), cursor, 1)).rejects.toThrow("cursor");
});

test("dots keep the slowest and the dearest turn of each time, and are never more than six hundred", async () => {
  await using api = await turnWorld();
  const started = Date.now() - 6 * 3_600_000;
  const slow = new Set(["t17", "t500", "t1203"]);
  for (let at = 0; at < 1500; at += 500)
    await api.send(
      ...Array.from({ length: 500 }, (_, i) => at + i).flatMap((i) => [
        { type: "turn.start", bot: "nova", id: `t${i}`, started_at: new Date(started + i * 10_000).toISOString() },
        {
          type: "turn.update",
          id: `t${i}`,
          status: "ok",
          latency_ms: slow.has(`t${i}`) ? 90_000 : 100 + (i % 50),
          cost_usd: i === 700 ? "3" : "0.001",
        },
      ]),
    );
  await keepTurnMargins();
  const [all, some] = [await readAllForDots(pool(), EVER), await readSomeForDots(pool(), EVER)];
  for (const dots of [all, some, await getTurnDots(query())]) {
    expect(dots.length).toBeLessThanOrEqual(600);
    expect(dots.length).toBeGreaterThan(200);
    expect(new Set(dots.map((dot) => dot.id)).size).toBe(dots.length);
    expect(dots.map((dot) => dot.id)).toEqual(expect.arrayContaining([...slow, "t700"]));
    expect(dots.map((dot) => dot.at)).toEqual(dots.map((dot) => dot.at).toSorted());
  }
});
