import { expect, test } from "vitest";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import {
  countTurns,
  getTurnDots,
  getTurnFacets,
  getTurnPage,
  type TurnQuery,
} from "~/features/turns/list/turn-query.server";
import { createApiKey } from "../factories/api-key";
import { testDatabase } from "../setup/database";
import { machineApi } from "../setup/machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";

const EVER = { from: "0001-01-01T00:00:00Z", to: "9999-01-01T00:00:00Z" };

async function world() {
  forgetPartitions();
  const database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { call } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const send = async (...items: object[]) => {
    const answer = await call("POST", "/api/v1/ingest", { items });
    expect(answer.body.results.filter((item: { error?: object }) => item.error)).toEqual([]);
  };
  return { database, call, send, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

const query = (change: Partial<TurnQuery> = {}): TurnQuery => ({
  filter: EVER,
  q: null,
  sort: "started_at",
  descending: true,
  ...change,
});

test("a list has its rows, its facets, its count and its dots", async () => {
  await using api = await world();
  await api.send(
    { type: "turn.start", bot: "nova", id: "a", model: "m1", tags: ["x", "y"], user_prompt: "Where is the lantern?" },
    { type: "turn.update", id: "a", status: "ok", cost_usd: "0.002", response_text: "On the hill." },
    { type: "turn.start", bot: "snark", id: "b", model: "m2", tags: ["x"] },
    { type: "tool_call", turn_id: "b", call_id: "c", tool_name: "search" },
  );
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
