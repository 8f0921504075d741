import { expect } from "vitest";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { forgetDoorRules } from "~/features/turns/ingest/door-rules.server";
import type { TurnQuery } from "~/features/turns/list/turn-query.server";
import { createApiKey } from "../factories/api-key";
import { testDatabase } from "./database";
import { machineApi } from "./machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "./machine-routes";

export const EVER = { from: "0001-01-01T00:00:00Z", to: "9999-01-01T00:00:00Z" };

/** All turns, newest first, unless told otherwise. */
export function turnQuery(change: Partial<TurnQuery> = {}): TurnQuery {
  return { filter: EVER, q: null, sort: "started_at", descending: true, ...change };
}

/** An empty house with a door for turns: `send` takes items and wants each to be taken. */
export async function turnWorld() {
  forgetPartitions();
  forgetDoorRules();
  const database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { call } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const send = async (...items: object[]) => {
    const answer = await call("POST", "/api/v1/ingest", { items });
    expect(answer.body.results.filter((item: { error?: object }) => item.error)).toEqual([]);
  };
  return { database, call, send, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}
