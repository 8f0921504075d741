import { expect, test } from "vitest";
import { pool, transaction } from "~/data/postgres.server";
import { countFromRows, FACET_KEYS, FIGURES, type TurnCount } from "~/data/runtime/turn-facets.server";
import { foldTurnLedger } from "~/data/runtime/turn-margins.server";
import { keepTurnMargins, recountTurns } from "~/features/turns/fold-turn-ledger.server";
import { countTurns, getTurnFacets } from "~/features/turns/list/turn-query.server";
import { newRandom } from "../bench/words";
import { EVER, turnQuery, turnWorld } from "../setup/turn-world";

type World = Awaited<ReturnType<typeof turnWorld>>;
const HOUR = 3_600_000;
const COUNTABLE = [...new Set<TurnCount["facet"]>([...FACET_KEYS, ...FIGURES])];

/** One random thing after another: turns that start late or early, change, end, come back and are deleted. */
function newLife(api: World, seed: number) {
  const random = newRandom(seed);
  const among = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!;
  const ids: string[] = [];
  let made = 0;
  return async function live(): Promise<void> {
    const what = random();
    if (ids.length < 3 || what < 0.45) {
      const some = Array.from({ length: 1 + Math.floor(random() * 6) }, () => {
        const id = `t${seed}-${made++}`;
        ids.push(id);
        return {
          type: "turn.start",
          id,
          bot: among(["nova", "snark", "iris"]),
          ...(random() < 0.8 && { model: among(["m1", "m2"]), user_id: among(["ann", "bob", "cy"]), channel: "web" }),
          tags: random() < 0.5 ? [] : [among(["x", "y"]), "z"],
          started_at: new Date(Date.now() - Math.floor(random() * 75 * HOUR)).toISOString(),
        };
      });
      return api.send(...some);
    }
    const id = among(ids);
    if (what < 0.65)
      return api.send({
        type: "turn.update",
        id,
        status: among(["ok", "error", "timeout"]),
        error_text: among(["it broke", "it fell"]),
        latency_ms: Math.floor(random() * 50_000),
        token_usage: { input: Math.floor(random() * 900), output: 7 },
        cost_usd: random().toFixed(4),
      });
    if (what < 0.85) return api.send({ type: "tool_call", turn_id: id, call_id: `c${made++}`, tool_name: "search" });
    ids.splice(ids.indexOf(id), 1);
    expect((await api.call("DELETE", `/api/v1/turns/${id}`)).status).toBe(200);
  };
}

const sorted = (counts: { value: string; turns: number; facet: string }[]) =>
  counts.map(({ facet, value, turns }) => `${facet} ${value} ${turns}`).toSorted();

async function margins(api: World, unit: "hour" | "day") {
  const { rows } = await api.database.sql.query<{ facet: string; value: string; turns: number; zero: boolean }>(
    "select facet, value, sum(turns)::int as turns, bool_or(turns <= 0) as zero from runtime.turn_margins where unit = $1 group by 1, 2",
    [unit],
  );
  expect(rows.filter((row) => row.zero)).toEqual([]);
  return rows;
}

async function expectEqual(api: World) {
  const rows = await countFromRows(pool(), EVER, COUNTABLE);
  const { rows: all } = await api.database.sql.query<{ turns: number }>(
    "select count(*)::int as turns from runtime.turn_logs",
  );
  const expected = sorted([...rows, { facet: "all", value: "", turns: all[0]!.turns }]);
  for (const unit of ["hour", "day"] as const) expect(sorted(await margins(api, unit))).toEqual(expected);
}

test("at rest the sums equal the rows, whatever happened in whatever order", { timeout: 90_000 }, async () => {
  await using api = await turnWorld();
  await keepTurnMargins();
  for (const seed of [1, 2, 3]) {
    const live = newLife(api, seed);
    for (let step = 0; step < 60; step++) {
      await live();
      if (step % 17 === seed) await keepTurnMargins();
    }
    await keepTurnMargins();
    await expectEqual(api);
  }
  // What is booked and not folded yet is counted as well.
  const live = newLife(api, 4);
  for (let step = 0; step < 5; step++) {
    await live();
    const { rows } = await api.database.sql.query<{ n: number }>("select count(*)::int as n from runtime.turn_logs");
    expect(await countTurns(turnQuery())).toEqual({ count: rows[0]!.n, isMore: false });
  }
});

test("a fold that breaks off leaves nothing counted twice and nothing lost", async () => {
  await using api = await turnWorld();
  await keepTurnMargins();
  const live = newLife(api, 5);
  for (let step = 0; step < 20; step++) await live();
  await expect(
    transaction(async (sql) => {
      expect(await foldTurnLedger(sql)).toBeGreaterThan(0);
      throw new Error("the process ends here");
    }, "jobs"),
  ).rejects.toThrow("ends here");
  expect(await margins(api, "hour")).toEqual([]);
  await keepTurnMargins();
  await expectEqual(api);
});

test("two processes fold at once: one of them does it", async () => {
  await using api = await turnWorld();
  await keepTurnMargins();
  const live = newLife(api, 6);
  for (let step = 0; step < 20; step++) await live();
  await transaction(async (sql) => {
    expect(await foldTurnLedger(sql)).toBeGreaterThan(0);
    expect(await transaction(foldTurnLedger, "jobs")).toBeNull();
  }, "jobs");
  await Promise.all([keepTurnMargins(), keepTurnMargins(), live(), live()]);
  await keepTurnMargins();
  await expectEqual(api);
});

test("all is counted anew while turns come, change and go", { timeout: 60_000 }, async () => {
  await using api = await turnWorld();
  const live = newLife(api, 7);
  for (let step = 0; step < 30; step++) await live();
  await api.database.owner.query("insert into runtime.turn_margins values ('hour', now(), 'bot', 'ghost', 5)");
  let ended = false;
  const recounting = (async () => {
    for (let round = 0; round < 6; round++) await recountTurns();
    ended = true;
  })();
  while (!ended) {
    await live();
    await keepTurnMargins();
  }
  await recounting;
  await keepTurnMargins();
  await expectEqual(api);
  expect((await margins(api, "hour")).some((row) => row.value === "ghost")).toBe(false);
});

test("facets and counts of any span and choice are those of its rows", { timeout: 60_000 }, async () => {
  await using api = await turnWorld();
  const live = newLife(api, 8);
  for (let step = 0; step < 80; step++) await live();
  await keepTurnMargins();
  const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
  const spans = [
    EVER,
    { from: ago(70.3), to: ago(1.2) },
    { from: ago(26), to: EVER.to },
    { from: ago(2.4), to: ago(2.1) },
  ];
  const choices = [
    {},
    { only: { bot: ["nova"] } },
    { only: { bot: ["nova", "iris"], status: ["ok"] } },
    { not: { model: ["m1"] }, hasTools: true },
    { tags: ["x"] },
    { min: { latency: "100" }, below: { cost: "0.5" } },
    { only: { session: ["none"] } },
  ];
  for (const span of spans)
    for (const choice of choices) {
      const filter = { ...span, ...choice };
      const { isCounted, facets } = await getTurnFacets(turnQuery({ filter }));
      expect(isCounted).toBe(true);
      const rows = await countFromRows(pool(), filter, COUNTABLE);
      for (const { key, values } of facets) {
        if (key === "tools" || key in (filter.only ?? {}) || key in (filter.not ?? {})) continue;
        expect(values.map(({ value, count }) => `${value} ${count}`).toSorted()).toEqual(
          rows
            .filter(({ facet }) => facet === key)
            .map(({ value, turns }) => `${value} ${turns}`)
            .toSorted(),
        );
      }
      const total = (await countFromRows(pool(), filter, ["status"])).reduce((sum, { turns }) => sum + turns, 0);
      expect(await countTurns(turnQuery({ filter }))).toEqual({ count: total, isMore: false });
    }
  const { facets } = await getTurnFacets(turnQuery({ filter: { ...EVER, only: { bot: ["nova"] } } }));
  expect(
    facets
      .find(({ key }) => key === "bot")!
      .values.map(({ value }) => value)
      .toSorted(),
  ).toEqual(["iris", "nova", "snark"]);
});
