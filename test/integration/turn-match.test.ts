import { expect, test } from "vitest";
import { listTurns } from "~/data/runtime/turn-list.server";
import { FACET_COLUMN, type TurnFacet, type TurnFigure, type TurnFilter } from "~/data/runtime/turn-filter";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { matchesTurn } from "~/features/turns/list/turn-match";
import { createApiKey } from "../factories/api-key";
import { seeded, type Random } from "../factories/random";
import { testDatabase } from "../setup/database";
import { machineApi } from "../setup/machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";

const VALUES = ["a", "b", "c"];
const MINUTE = 60_000;
const TURNS = 80;

function randomTurn(random: Random, n: number, now: number): object[] {
  const value = () => random.maybe(() => random.pick(VALUES));
  const figure = () => random.maybe(() => random.below(3));
  const id = `t${n}`;
  const input = figure();
  return [
    {
      ...{ type: "turn.start", id, bot: random.pick(VALUES), user_id: value(), session_id: value(), model: value() },
      ...{ provider: value(), channel: value(), environment: value(), parent_turn_id: value() },
      ...{ tags: random.some(VALUES), started_at: new Date(now + (random.below(7) - 3) * MINUTE).toISOString() },
    },
    ...Array.from({ length: random.below(3) }, (_, call) => ({
      ...{ type: "tool_call", turn_id: id, call_id: `c${call}`, tool_name: "search" },
    })),
    {
      ...{ type: "turn.update", id, status: random.pick(["ok", "error", undefined]), error_text: value() },
      ...{ latency_ms: figure(), ttft_ms: figure(), cost_usd: figure() },
      ...(input !== undefined && { token_usage: { input } }),
    },
  ];
}

function randomFilter(random: Random, now: number): TurnFilter {
  const facets = Object.keys(FACET_COLUMN) as TurnFacet[];
  const figures: TurnFigure[] = ["latency", "ttft", "tokens", "cost", "tools"];
  const choice = () =>
    random.maybe(() => ({ [random.pick(facets)]: [random.pick([...VALUES, "ok", "streaming"]), random.pick(VALUES)] }));
  const bound = () => random.maybe(() => ({ [random.pick(figures)]: String(random.below(3)) }));
  const at = (minutes: number) => new Date(now + minutes * MINUTE).toISOString();
  return {
    ...{ from: at(random.below(5) - 4), to: at(random.below(5) + 1), only: choice(), not: choice() },
    ...{ tags: random.maybe(() => [random.pick(VALUES)]), notTags: random.maybe(() => [random.pick(VALUES)]) },
    ...{ hasTools: random.maybe(() => random.next() < 0.5) },
    ...{ min: bound(), max: bound(), above: bound(), below: bound() },
  };
}

test("the rows that a stream lets through are those that the database would", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { call } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const random = seeded(5);
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const items = Array.from({ length: TURNS }, (_, n) => randomTurn(random, n, now)).flat();
  const answer = await call("POST", "/api/v1/ingest", { items });
  expect(answer.body.results.filter((item: { error?: object }) => item.error)).toEqual([]);
  const list = async (filter: TurnFilter) =>
    (await listTurns(database.sql, filter, { sort: "started_at", descending: true }, null, 200)).rows;
  const all = await list({ from: "0001-01-01T00:00:00Z", to: "9999-01-01T00:00:00Z" });
  expect(all).toHaveLength(TURNS);
  let through = 0;
  for (let round = 0; round < 300; round += 1) {
    const filter = randomFilter(random, now);
    const matching = all.filter((row) => matchesTurn(filter, row)).map(({ id }) => id);
    through += matching.length;
    expect({ filter, ids: (await list(filter)).map(({ id }) => id) }).toEqual({ filter, ids: matching });
  }
  // Filters that let nothing through would prove nothing.
  expect(through).toBeGreaterThan(300);
});
