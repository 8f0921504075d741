import { expect, test } from "vitest";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { endOfPartition } from "~/data/runtime/turn-retention.server";
import { ingestBatch } from "~/features/turns/ingest/ingest-batch.server";
import { TurnStart, TurnUpdate } from "~/features/turns/ingest/ingest-schemas.server";
import { ingestTurns } from "~/features/turns/ingest/ingest-turns.server";
import { dropOldTurns, makePartitionsAhead } from "~/features/turns/keep-turns.server";
import { getTurn } from "~/features/turns/api/turn-detail.server";
import { testDatabase } from "../setup/database";

const anyBot = { source: "test", bots: null };
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const turn = (id: string, days: number) => [
  { type: "turn.start", bot: "nova", id, session_id: id, started_at: daysAgo(days), user_prompt: "ask" },
  { type: "tool_call", turn_id: id, call_id: "c", tool_name: "x", result_text: "é".repeat(9_000) },
  { type: "turn.update", id, response_text: "answer", status: "ok" },
];

test("a turn past the retention of texts is taken in as a row alone", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  const answers = await ingestBatch(anyBot, turn("old", 10));
  expect(answers.map((answer) => answer.status)).toEqual([201, 200, 200]);
  expect(await getTurn("old", null)).toMatchObject({
    prompt_preview: "ask",
    response_text: null,
    user_prompt: null,
    payload_expired: true,
  });
  const { rows } = await database.owner.query(
    "select (select count(*) from runtime.turn_payloads)::int as payloads, (select count(*) from runtime.tool_call_results)::int as results",
  );
  expect(rows[0]).toEqual({ payloads: 0, results: 0 });
});

test("days past their retention are dropped whole: texts after a week, rows after thirty days", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  const retention = { rowsMs: 60 * DAY, payloadsMs: 60 * DAY };
  for (const [id, days] of [
    ["new", 1],
    ["week", 9],
    ["month", 32],
  ] as const) {
    const started_at = daysAgo(days);
    await ingestTurns(
      anyBot,
      [
        {
          type: "turn.start",
          value: TurnStart.parse({ bot: "nova", id, session_id: id, started_at, user_prompt: "ask" }),
        },
        { type: "turn.update", id, value: TurnUpdate.parse({ response_text: "answer", status: "ok" }) },
      ],
      retention,
    );
  }
  await database.owner.query(
    "insert into runtime.agent_event_keys values (now() - interval '8 days', '\\x01'), (now(), '\\x02')",
  );
  await database.owner.query("select runtime.ensure_partition('turn_changes', now() - interval '5 hours')");
  const dropped = await dropOldTurns();
  expect(dropped.filter((name) => name.startsWith("turn_logs"))).toHaveLength(1);
  expect(dropped.filter((name) => name.startsWith("turn_payloads"))).toHaveLength(2);
  expect(dropped.filter((name) => name.startsWith("turn_changes"))).toHaveLength(1);
  expect(await getTurn("new", null)).toMatchObject({ response_text: "answer", payload_expired: false });
  expect(await getTurn("week", null)).toMatchObject({ response_text: null, payload_expired: true });
  await expect(getTurn("month", null)).rejects.toThrow("There is no turn month.");
  const { rows } = await database.owner.query(
    `select (select string_agg(id, ',' order by id) from runtime.turn_keys) as keys,
            (select string_agg(id, ',' order by id) from runtime.turn_logs) as logs,
            (select string_agg(id, ',' order by id) from runtime.sessions) as sessions,
            (select count(*) from runtime.agent_event_keys)::int as event_keys`,
  );
  expect(rows[0]).toEqual({ keys: "new,week", logs: "new,week", sessions: "new,week", event_keys: 1 });
  expect(await dropOldTurns()).toEqual([]);
  // A late word on a turn whose texts are gone harms nothing, and its id is free again once the row is gone.
  const late = await ingestBatch(anyBot, [
    { type: "turn.update", id: "week", response_append: "more", metadata: { late: true } },
    { type: "tool_call", turn_id: "week", call_id: "c", tool_name: "x", result_text: "é".repeat(9_000) },
    { type: "turn.update", id: "month", status: "ok" },
    { type: "turn.start", id: "month", bot: "nova" },
  ]);
  expect(late.map((answer) => answer.status)).toEqual([200, 200, 404, 201]);
});

test("a partition that was taken out and not dropped is dropped by the next run", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  const day = daysAgo(40);
  await database.owner.query("select runtime.ensure_partition('turn_logs', $1)", [day]);
  const name = `turn_logs_p${day.slice(0, 10).replaceAll("-", "")}`;
  await database.owner.query(`alter table runtime.turn_logs detach partition runtime.${name}`);
  expect(await dropOldTurns()).toEqual([name]);
});

test("partitions are there before anybody needs them, and made but once", async () => {
  forgetPartitions();
  await using database = await testDatabase();
  const count = async (parent: string) =>
    (
      await database.owner.query("select count(*)::int as n from pg_inherits where inhparent = $1::regclass", [
        `runtime.${parent}`,
      ])
    ).rows[0].n;
  await makePartitionsAhead();
  const before = [await count("turn_logs"), await count("agent_events"), await count("turn_changes")];
  expect(before[0]).toBe(4);
  expect(before[1]).toBe(4);
  expect(before[2]).toBeGreaterThanOrEqual(4);
  forgetPartitions();
  await makePartitionsAhead();
  expect([await count("turn_logs"), await count("agent_events"), await count("turn_changes")]).toEqual(before);
});

test("a partition ends where its name says", () => {
  expect(endOfPartition("turn_logs_p20261231").toISOString()).toBe("2027-01-01T00:00:00.000Z");
  expect(endOfPartition("turn_changes_p2026123123").toISOString()).toBe("2027-01-01T00:00:00.000Z");
});
