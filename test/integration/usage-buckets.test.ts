import { expect, test } from "vitest";
import { transaction } from "~/data/postgres.server";
import { foldTurnLedger, rebuildUsage } from "~/data/runtime/turn-margins.server";
import { closeSilentTurns } from "~/features/turns/close-silent-turns.server";
import { keepTurnMargins, recountTurns } from "~/features/turns/fold-turn-ledger.server";
import { dropOldTurns } from "~/features/turns/keep-turns.server";
import { ingestSpans } from "~/features/turns/otlp/ingest-spans.server";
import { readSpans } from "~/features/turns/otlp/read-spans";
import { newRandom } from "../bench/words";
import { otlpRequest } from "../factories/otlp";
import { LANGFUSE_TRACE } from "../fixtures/otlp/langfuse";
import { VERCEL_TRACE } from "../fixtures/otlp/vercel";
import { plainUsage, storedSums, summed, type PlainUsage } from "../setup/plain-usage";
import { turnWorld } from "../setup/turn-world";

type World = Awaited<ReturnType<typeof turnWorld>>;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One random thing after another, at every door: starts, ends, corrections, calls, traces, silence, deletion, plain SQL. */
function newLife(api: World, seed: number) {
  const random = newRandom(seed);
  const among = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!;
  const maybe = <T>(value: T) => (random() < 0.7 ? value : undefined);
  const models = ["m1", "m2", "m3"];
  const ids: string[] = [];
  let made = 0;
  const tokens = () => ({
    input: Math.floor(random() * 900),
    output: maybe(7),
    cache_read: maybe(11),
    cache_write: maybe(2),
    reasoning: maybe(3),
  });
  const deeds = {
    start: () => {
      const some = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
        const id = `t${seed}-${made++}`;
        ids.push(id);
        return {
          type: "turn.start",
          id,
          bot: among(["nova", "snark"]),
          model: maybe(among(models)),
          provider: maybe(among(["p1", "p2"])),
          channel: maybe(among(["web", "app"])),
          environment: maybe("production"),
          session_id: maybe(among(["s1", "s2", "s3"])),
          started_at: new Date(Date.now() - Math.floor(random() * 50 * HOUR)).toISOString(),
        };
      });
      return api.send(...some);
    },
    end: (id: string) =>
      api.send({
        type: "turn.update",
        id,
        status: among(["ok", "ok", "error", "timeout", "aborted"]),
        model: maybe(among(models)),
        latency_ms: maybe(Math.floor(random() ** 4 * 90_000)),
        ttft_ms: maybe(Math.floor(random() * 2_000)),
        token_usage: maybe(tokens()),
        cost_usd: maybe(random().toFixed(9)),
      }),
    call: (id: string) =>
      api.send(
        ...Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
          type: "llm_call",
          turn_id: id,
          call_id: among(["c1", "c2", "c3"]),
          model: among(models),
          provider: maybe(among(["p1", "p2"])),
          token_usage: maybe(tokens()),
          cost_usd: maybe(random().toFixed(9)),
        })),
      ),
    tool: (id: string) => api.send({ type: "tool_call", turn_id: id, call_id: `x${made++}`, tool_name: "search" }),
    silence: async () => {
      await api.database.owner.query(
        "update runtime.turn_runs set lease_until = now() - interval '1 second' where random() < 0.3",
      );
      await closeSilentTurns();
    },
    byHand: async (id: string) => {
      await api.database.owner.query("update runtime.turn_logs set latency_ms = 77, channel = 'hand' where id = $1", [
        id,
      ]);
      await api.database.owner.query("update runtime.llm_calls set input_tokens = 5, model = 'm9' where turn_id = $1", [
        id,
      ]);
    },
    forget: async (id: string) => {
      ids.splice(ids.indexOf(id), 1);
      await api.call("DELETE", `/api/v1/turns/${id}`);
    },
    forgetSession: () => api.call("DELETE", `/api/v1/turns?session_id=${among(["s1", "s2"])}`),
    trace: async () => {
      const name = `trace-${seed}-${made++}`;
      const { spans } = readSpans(otlpRequest(name, among([LANGFUSE_TRACE, VERCEL_TRACE])));
      // The root may come last, and moves the turn then.
      const cut = Math.floor(random() * spans.length);
      await ingestSpans({ source: "otel", bots: null }, spans.slice(cut));
      if (random() < 0.5) await transaction(foldTurnLedger, "jobs");
      await ingestSpans({ source: "otel", bots: null }, spans.slice(0, cut));
    },
  };
  const often = [
    "start",
    "start",
    "end",
    "end",
    "end",
    "end",
    "call",
    "call",
    "call",
    "tool",
    "byHand",
    "forget",
  ] as const;
  return async function live(): Promise<void> {
    if (ids.length < 4) return deeds.start();
    const luck = random();
    if (luck < 0.04) return deeds.silence();
    if (luck < 0.08) return deeds.trace();
    if (luck < 0.085) return void (await deeds.forgetSession());
    const id = among(ids);
    const { rowCount } = await api.database.owner.query("select from runtime.turn_keys where id = $1", [id]);
    if (rowCount === 0) return void ids.splice(ids.indexOf(id), 1);
    await deeds[among(often)](id);
  };
}

const UNITS = [
  ["hour", HOUR, [0, 1, 2, 3, 4, 5, 6]],
  ["day", DAY, [0, 1, 2, 3, 4, 5, 6, 7]],
] as const;

function keyBy(shape: number, unit: number) {
  return ({ at, by }: PlainUsage) =>
    [
      Math.floor(at / unit) * unit,
      shape & 1 ? by.bot : "",
      ...(shape & 2 ? [by.provider, by.model] : ["", ""]),
      ...(shape & 4 ? [by.channel, by.environment, by.source] : ["", "", ""]),
    ].join("|");
}

/** The sums that stand, and what they must be: the quarters, and every margin. */
async function sumsOf(api: World) {
  const parts = await plainUsage(api.database);
  const stored = {
    quarter: await storedSums(api.database, "runtime.usage_buckets u on u.series_id = s.id and s.shape = 7"),
  };
  const plain = { quarter: summed(parts, keyBy(7, 900_000)) };
  for (const [unit, length, shapes] of UNITS)
    for (const shape of shapes) {
      const from = `runtime.usage_margins u on u.series_id = s.id and u.unit = '${unit}' and s.shape = ${shape}`;
      Object.assign(stored, { [`${unit} ${shape}`]: await storedSums(api.database, from) });
      Object.assign(plain, { [`${unit} ${shape}`]: summed(parts, keyBy(shape, length)) });
    }
  return { stored, plain };
}

test(
  "at rest the buckets equal a plain sum over the rows, whatever happened at whatever door",
  { timeout: 120_000 },
  async () => {
    await using api = await turnWorld();
    await keepTurnMargins();
    for (const seed of [1, 2, 3]) {
      const live = newLife(api, seed);
      for (let step = 0; step < 70; step++) {
        await live();
        if (step % 13 === seed) await transaction(foldTurnLedger, "jobs");
      }
      await keepTurnMargins();
      const { stored, plain } = await sumsOf(api);
      expect(plain.quarter.length).toBeGreaterThan(3);
      expect(stored).toEqual(plain);
    }
    await api.database.owner.query("delete from runtime.llm_calls");
    await api.database.owner.query("delete from runtime.turn_logs");
    await keepTurnMargins();
    for (const table of ["usage_buckets", "usage_margins", "usage_booked", "usage_marks"]) {
      const { rows } = await api.database.owner.query(`select count(*)::int as left from runtime.${table}`);
      expect([table, rows]).toEqual([table, [{ left: 0 }]]);
    }
  },
);

test("a fold that breaks off books nothing twice and loses nothing", { timeout: 60_000 }, async () => {
  await using api = await turnWorld();
  await keepTurnMargins();
  const live = newLife(api, 5);
  for (let step = 0; step < 40; step++) {
    await live();
    if (step % 10 === 0)
      await expect(
        transaction(async (sql) => {
          expect(await foldTurnLedger(sql)).toBeGreaterThan(0);
          throw new Error("the process ends here");
        }, "jobs"),
      ).rejects.toThrow("ends here");
    if (step === 25) await Promise.all([keepTurnMargins(), keepTurnMargins(), live()]);
  }
  await keepTurnMargins();
  const { stored, plain } = await sumsOf(api);
  expect(plain.quarter.length).toBeGreaterThan(3);
  expect(stored).toEqual(plain);
});

test("usage is summed anew while turns come, change and go", { timeout: 90_000 }, async () => {
  await using api = await turnWorld();
  const live = newLife(api, 7);
  for (let step = 0; step < 40; step++) await live();
  await keepTurnMargins();
  await api.database.owner.query("update runtime.usage_buckets set turns = turns + 3, times = '{}'");
  await api.database.owner.query("delete from runtime.usage_margins where unit = 'hour'");
  let ended = false;
  const rebuilding = (async () => {
    for (let round = 0; round < 5; round++) {
      await transaction(rebuildUsage, "jobs");
      await recountTurns();
    }
  })().finally(() => (ended = true));
  while (!ended) {
    await live();
    await keepTurnMargins();
  }
  await rebuilding;
  await keepTurnMargins();
  const { stored, plain } = await sumsOf(api);
  expect(plain.quarter.length).toBeGreaterThan(3);
  expect(stored).toEqual(plain);
});

test("what turns used outlives their rows, and summing anew leaves it alone", { timeout: 60_000 }, async () => {
  await using api = await turnWorld();
  const sums = () => storedSums(api.database, "runtime.usage_buckets u on u.series_id = s.id");
  const start = (id: string, days: number) => [
    { type: "turn.start", id, bot: "nova", started_at: new Date(Date.now() - days * DAY).toISOString() },
    { type: "llm_call", turn_id: id, call_id: "c", model: "m1", token_usage: { input: 5 }, cost_usd: "0.1" },
    { type: "turn.update", id, status: "ok" },
  ];
  await api.send(...start("old", 20), ...start("new", 1));
  await keepTurnMargins();
  const before = await sums();
  expect(before.length).toBe(2);
  await dropOldTurns(new Date(Date.now() + 15 * DAY));
  const { rows } = await api.database.owner.query("select id from runtime.turn_logs");
  expect(rows).toEqual([{ id: "new" }]);
  await transaction(rebuildUsage, "jobs");
  await keepTurnMargins();
  expect(await sums()).toEqual(before);
  // The other way round a deletion takes away.
  await api.database.owner.query("delete from runtime.turn_logs where id = 'new'");
  await keepTurnMargins();
  expect((await sums()).length).toBe(1);
});
