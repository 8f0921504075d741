import { expect, test } from "vitest";

import { pool } from "~/data/postgres.server";
import { readUsageCounters } from "~/data/runtime/usage-counters.server";
import { keepTurnMargins } from "~/features/turns/fold-turn-ledger.server";
import { metrics } from "~/platform/metrics.server";
import { turnWorld } from "../setup/turn-world";

const LOCAL = { authorization: undefined, address: "127.0.0.1", peer: "127.0.0.1" };

test("counters by bot and model say what was used and never fall", { timeout: 60_000 }, async () => {
  await using api = await turnWorld();
  await keepTurnMargins();
  await api.send(
    { type: "turn.start", id: "a", bot: "nova", model: "m1" },
    { type: "llm_call", turn_id: "a", call_id: "c", model: "m2", token_usage: { input: 40 }, cost_usd: "0.5" },
    { type: "turn.update", id: "a", status: "error" },
    { type: "turn.start", id: "b", bot: "snark", model: "m1" },
    { type: "turn.update", id: "b", status: "ok", token_usage: { output: 9, reasoning: 2 } },
  );
  await keepTurnMargins();
  const { body } = await metrics(LOCAL);
  for (const line of [
    'wheelhouse_turns_total{bot="nova",model="m1"} 1',
    'wheelhouse_turn_errors_total{bot="nova",model="m1"} 1',
    'wheelhouse_tokens_total{bot="nova",model="m2",kind="input"} 40',
    'wheelhouse_cost_usd_total{bot="nova",model="m2"} 0.5',
    'wheelhouse_turns_of_unknown_cost_total{bot="snark",model="m1"} 1',
    'wheelhouse_tokens_total{bot="snark",model="m1",kind="reasoning"} 2',
  ])
    expect(body.split("\n")).toContain(line);

  expect((await api.call("DELETE", "/api/v1/turns/a")).status).toBe(200);
  await keepTurnMargins();
  const counters = await readUsageCounters(pool(), 500);
  expect(counters.find(({ model }) => model === "m2")).toMatchObject({ input_tokens: 40, cost_usd: 0.5 });

  const [first, other, ...none] = await readUsageCounters(pool(), 1);
  expect(none).toEqual([]);
  expect([first, other].map((each) => each!.bot_id).toSorted()).toContain("other");
  expect(first!.turns + other!.turns).toBe(2);
});
