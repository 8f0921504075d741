import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import {
  firstHour,
  listBotSightings,
  readBotFigures,
  readBotHours,
  readBotP95,
} from "~/data/runtime/bot-figures.server";
import { keepTurnMargins, recountTurns } from "~/features/turns/fold-turn-ledger.server";
import { newRandom } from "../bench/words";
import { turnWorld } from "../setup/turn-world";

const HOUR = 3_600_000;

async function fromRows(api: Awaited<ReturnType<typeof turnWorld>>, since: Date) {
  const { rows } = await api.database.sql.query(
    `select bot_id, count(*)::float8 as turns, (count(*) filter (where status <> 'streaming'))::float8 as ended,
            (count(*) filter (where status in ('error', 'timeout')))::float8 as errors, coalesce(sum(cost_usd), 0)::numeric(24, 9)::text as cost_usd,
            (count(*) filter (where status <> 'streaming' and cost_usd is null))::float8 as cost_unknown
       from runtime.turn_logs where created_at >= $1 group by 1 order by 1`,
    [since],
  );
  return rows;
}

const byBot = <T extends { bot_id: string }>(rows: T[]) => rows.toSorted((a, b) => (a.bot_id < b.bot_id ? -1 : 1));

test(
  "the figures of bots equal those of their turns, whatever happened, and when counted anew",
  { timeout: 90_000 },
  async () => {
    await using api = await turnWorld();
    await keepTurnMargins();
    const random = newRandom(8);
    const ids: string[] = [];
    const since = firstHour(Date.now());
    for (let step = 0; step < 120; step++) {
      const luck = random();
      if (ids.length < 4 || luck < 0.4) {
        const id = `t-${step}`;
        ids.push(id);
        await api.send({
          type: "turn.start",
          id,
          bot: ["nova", "snark", "iris"][Math.floor(random() * 3)],
          started_at: new Date(Date.now() - Math.floor(random() * 40 * HOUR)).toISOString(),
        });
      } else if (luck < 0.85) {
        const id = ids[Math.floor(random() * ids.length)]!;
        await api.send({
          type: "turn.update",
          id,
          status: ["ok", "error", "timeout"][Math.floor(random() * 3)],
          ...(random() < 0.7 && { cost_usd: random().toFixed(5) }),
          latency_ms: Math.floor(random() * 20_000),
        });
      } else {
        const [id] = ids.splice(Math.floor(random() * ids.length), 1);
        await api.call("DELETE", `/api/v1/turns/${id}`);
      }
      if (step % 13 === 0) await keepTurnMargins();
    }
    await keepTurnMargins();
    const expectRight = async () => {
      const figures = await readBotFigures(pool(), since);
      expect(byBot(figures)).toEqual(await fromRows(api, since));
      const seen = await api.database.sql.query(
        "select bot_id, max(created_at) as at from runtime.turn_logs group by 1",
      );
      const sightings = await listBotSightings(pool());
      expect(byBot(sightings.map(({ bot_id, last_at }) => ({ bot_id, last_at })))).toEqual(
        byBot(seen.rows.map(({ bot_id, at }) => ({ bot_id, last_at: (at as Date).toISOString() }))),
      );
    };
    await expectRight();
    await recountTurns();
    await expectRight();
  },
);

test("the slowest twentieth begins where it does among the turns, within five percent", async () => {
  await using api = await turnWorld();
  await keepTurnMargins();
  const random = newRandom(9);
  const latencies = Array.from({ length: 400 }, () => Math.round(Math.exp(7 + random() * 3)));
  await api.send(
    ...latencies.flatMap((latency_ms, at) => [
      { type: "turn.start", id: `t-${at}`, bot: "nova", started_at: new Date(Date.now() - 60_000).toISOString() },
      { type: "turn.update", id: `t-${at}`, status: "ok", latency_ms },
    ]),
  );
  await keepTurnMargins();
  const slowest = (await readBotP95(pool(), firstHour(Date.now()), ["nova"])).get("nova");
  const exact = latencies.toSorted((a, b) => a - b)[Math.ceil(0.95 * latencies.length) - 1]!;
  expect(Math.abs(slowest! / exact - 1)).toBeLessThan(0.05);
  const hours = await readBotHours(pool(), firstHour(Date.now()), ["nova"]);
  expect(hours.reduce((sum, hour) => sum + hour.turns, 0)).toBe(400);
});

test("a bot whose last turn was deleted is not known any more", async () => {
  await using api = await turnWorld();
  await keepTurnMargins();
  await api.send({ type: "turn.start", id: "one", bot: "nova" }, { type: "turn.start", id: "two", bot: "iris" });
  await keepTurnMargins();
  expect(await listBotSightings(pool())).toHaveLength(2);
  await api.call("DELETE", "/api/v1/turns/one");
  await keepTurnMargins();
  expect((await listBotSightings(pool())).map(({ bot_id }) => bot_id)).toEqual(["iris"]);
});
