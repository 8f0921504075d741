import { expect, test } from "vitest";
import { closeSilentTurns } from "~/features/turns/close-silent-turns.server";
import { doorRules, forgetDoorRules, RETENTION } from "~/features/turns/ingest/door-rules.server";
import { ingestBatch } from "~/features/turns/ingest/ingest-batch.server";
import { dropOldTurns } from "~/features/turns/keep-turns.server";
import { writeMaskedCounts } from "~/features/turns/masking/masked-counts.server";
import {
  addExampleRule,
  createMaskingRule,
  getMaskingRules,
  setMaskingRuleEnabled,
} from "~/features/turns/settings/masking-rules.server";
import { pauseBot, resumeBot } from "~/features/bots/pause/pause-bots.server";
import { previewRetention, setRetention } from "~/features/turns/settings/retention.server";
import { getTurn } from "~/features/turns/api/turn-detail.server";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

const anyBot = { source: "test", bots: null };
const DAY = 86_400_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const KEY = "sk-proj-abcdEFGH1234567890";

async function world() {
  forgetPartitions();
  const database = await testDatabase();
  const { actor: admin } = await signedIn(database.prisma, "admin");
  return {
    database,
    admin,
    async [Symbol.asyncDispose]() {
      // What waits to be written belongs to this database.
      await writeMaskedCounts();
      await database[Symbol.asyncDispose]();
    },
  };
}
const send = async (items: object[], sender = anyBot) =>
  (await ingestBatch(sender, items)).map(({ status, error }) =>
    error ? [status, error.details?.reason ?? error.code] : status,
  );

test("a paused bot starts nothing new, and whatever has begun is still told", async () => {
  await using house = await world();
  expect(await send([{ type: "turn.start", bot: "nova", id: "before" }])).toEqual([201]);
  await pauseBot(house.admin, { bot: "nova", reason: "it shouts" });
  expect(
    await send([
      { type: "turn.start", bot: "nova", id: "new" },
      { type: "turn.start", bot: "nova" },
      { type: "turn.start", bot: "other", id: "other" },
      { type: "turn.start", bot: "nova", id: "before" },
      { type: "turn.update", id: "before", response_append: "still here", status: "ok" },
      { type: "turn.start", bot: "nova", id: "earlier", started_at: ago(60_000) },
      { type: "turn.update", id: "new", status: "ok" },
    ]),
  ).toEqual([[409, "bot_paused"], [409, "bot_paused"], 201, 200, 200, 201, [404, "not_found"]]);
  await resumeBot(house.admin, "nova");
  expect(await send([{ type: "turn.start", bot: "nova", id: "new" }])).toEqual([201]);
  await pauseBot(house.admin, { bot: "*", reason: "" });
  expect(await send([{ type: "turn.start", bot: "third", id: "third" }])).toEqual([[409, "bot_paused"]]);
});

test("a pause made in another process holds within a second", async () => {
  await using house = await world();
  expect(await send([{ type: "turn.start", bot: "nova", id: "a" }])).toEqual([201]);
  await house.database.owner.query("insert into runtime.bot_pauses (bot_id, paused_by) values ('nova', 'somebody')");
  const until = Date.now() + 1_500;
  let last: unknown;
  for (let i = 0; Date.now() < until && JSON.stringify(last) !== '[[409,"bot_paused"]]'; i++) {
    last = await send([{ type: "turn.start", bot: "nova", id: `b${i}` }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(last).toEqual([[409, "bot_paused"]]);
});

test("what a rule names is hidden at every door, in every text, and counted", async () => {
  await using house = await world();
  for (const example of ["api-keys", "e-mail", "passwords"]) await addExampleRule(house.admin, example);
  const secret = `use ${KEY} or ada@example.org`;
  await send([
    {
      type: "turn.start",
      bot: "nova",
      id: "t",
      session_id: "s",
      user_prompt: secret,
      request_messages: [{ role: "user", content: [{ type: "text", text: secret }] }],
      metadata: { nested: { Password: { any: "thing" } }, note: secret },
    },
    { type: "tool_call", turn_id: "t", call_id: "c", tool_name: "http", arguments: { header: secret, password: "p" } },
    {
      type: "tool_call",
      turn_id: "t",
      call_id: "c",
      tool_name: "http",
      result_text: `{"password": "hunter2", "to": "${KEY}"}`,
    },
    { type: "llm_call", turn_id: "t", call_id: "l", model: "m", error_text: `refused ${KEY}` },
    { type: "event", session_key: "s", kind: "log", payload: { text: secret, password: 1 } },
    {
      type: "turn.update",
      id: "t",
      response_text: secret,
      reasoning_text: secret,
      error_text: secret,
      metadata: { more: secret },
      status: "error",
    },
  ]);
  const { rows } = await house.database.owner.query<{ all: string }>(
    `select string_agg(x::text, ' ') as all from (
       select to_json(l) x from runtime.turn_logs l union all select to_json(p) from runtime.turn_payloads p
       union all select to_json(t) from runtime.tool_call_records t union all select to_json(m) from runtime.llm_calls m
       union all select to_json(e) from runtime.agent_events e) s`,
  );
  for (const hidden of [KEY, "ada@example.org", "hunter2", '"thing"']) expect(rows[0]!.all).not.toContain(hidden);
  expect(await getTurn("t", null)).toMatchObject({
    user_prompt: "use [key] or [e-mail]",
    response_text: "use [key] or [e-mail]",
    metadata: { nested: { Password: "[password]" }, note: "use [key] or [e-mail]", more: "use [key] or [e-mail]" },
    tool_calls: [{ arguments: { header: "use [key] or [e-mail]", password: "[password]" } }],
  });
  await writeMaskedCounts();
  const counts = Object.fromEntries(
    (await getMaskingRules()).rules.map((rule) => [rule.name, Number(rule.masked_count)]),
  );
  expect(counts["API keys and tokens"]).toBeGreaterThanOrEqual(9);
  expect(counts["Passwords in JSON"]).toBe(4);
});

test("a rule for one bot leaves the others alone, and one that is off hides nothing", async () => {
  await using house = await world();
  const rule = {
    name: "x",
    kind: "pattern" as const,
    bot_id: "nova",
    find: "secret",
    ignore_case: true,
    check_digits: false,
    replacement: "…",
  };
  const id = await createMaskingRule(house.admin, rule);
  const ask = (bot: string, turn: string) => send([{ type: "turn.start", bot, id: turn, user_prompt: "a SECRET" }]);
  await ask("nova", "n1");
  await ask("other", "o1");
  await setMaskingRuleEnabled(house.admin, id, false);
  await ask("nova", "n2");
  const prompt = async (turn: string) => (await getTurn(turn, null)).user_prompt;
  expect([await prompt("n1"), await prompt("o1"), await prompt("n2")]).toEqual(["a …", "a SECRET", "a SECRET"]);
});

test("a secret split between two appends is hidden when the turn ends, and offsets count what was sent", async () => {
  await using house = await world();
  await addExampleRule(house.admin, "api-keys");
  const parts = ["The key is sk-proj-abcd", "EFGH1234567890. Mail ", `${KEY} too.`];
  const offset = (n: number) => parts.slice(0, n).join("").length;
  await send([{ type: "turn.start", bot: "nova", id: "t" }]);
  expect(
    await send(
      parts.map((body, i) => ({ type: "turn.update", id: "t", response_append: body, response_offset: offset(i) })),
    ),
  ).toEqual([200, 200, 200]);
  // A repeat after a lost answer, an overlap that goes on, and a gap.
  expect(
    await send([
      { type: "turn.update", id: "t", response_append: parts[2], response_offset: offset(2) },
      { type: "turn.update", id: "t", response_append: `${parts[2]} End.`, response_offset: offset(2) },
    ]),
  ).toEqual([200, 200]);
  const past = await ingestBatch(anyBot, [
    { type: "turn.update", id: "t", response_append: "x", response_offset: 500 },
  ]);
  const sent = `${parts.join("")} End.`;
  expect(past[0]!.error!.details).toEqual({ expected_offset: sent.length });
  expect(await send([{ type: "turn.update", id: "t", status: "ok" }])).toEqual([200]);
  expect(await getTurn("t", null)).toMatchObject({ response_text: "The key is [key]. Mail [key] too. End." });
  // The last append again, after the end.
  expect(
    await send([
      { type: "turn.update", id: "t", response_append: " End.", response_offset: sent.length - 5 },
      { type: "turn.update", id: "t", response_append: " More.", response_offset: sent.length },
      { type: "turn.update", id: "t", response_append: " More.", response_offset: sent.length },
    ]),
  ).toEqual([200, 200, 200]);
  expect(await getTurn("t", null)).toMatchObject({ response_text: "The key is [key]. Mail [key] too. End. More." });
});

test("a turn that its lease closes is masked whole as well", async () => {
  await using house = await world();
  await addExampleRule(house.admin, "api-keys");
  await send([
    { type: "turn.start", bot: "nova", id: "t", lease_s: 5 },
    { type: "turn.update", id: "t", response_append: "sk-proj-" },
    { type: "turn.update", id: "t", response_append: "abcdEFGH1234567890" },
  ]);
  await house.database.owner.query("update runtime.turn_runs set lease_until = now() - interval '1 second'");
  await closeSilentTurns();
  expect(await getTurn("t", null)).toMatchObject({ status: "interrupted", response_text: "[key]" });
});

test("the text of a run is masked whole, and an event is known again by what was sent", async () => {
  await using house = await world();
  await addExampleRule(house.admin, "api-keys");
  const delta = (seq: number, text: string) => ({
    type: "event",
    session_key: "s",
    run_id: "r",
    kind: "assistant_delta",
    seq,
    payload: { text },
  });
  const items = [
    delta(1, "sk-proj-"),
    delta(2, "abcdEFGH1234567890"),
    { type: "event", session_key: "s", run_id: "r", kind: "run_completed", seq: 3 },
  ];
  await send(items);
  await send(items);
  const { rows } = await house.database.owner.query("select full_text, event_count from runtime.agent_runs");
  expect(rows).toEqual([{ full_text: "[key]", event_count: 3 }]);
});

test("retention is what is set: at the doors, for the days, and only with a word where days would go", async () => {
  await using house = await world();
  await setRetention(house.admin, { rows_days: 60, payloads_hours: 60 * 24 }, "");
  const turn = (id: string, days: number) => [
    { type: "turn.start", bot: "nova", id, started_at: ago(days * DAY), user_prompt: "ask" },
    { type: "turn.update", id, response_text: "answer", status: "ok" },
  ];
  expect(await send([...turn("new", 0), ...turn("weeks", 20), ...turn("months", 50)])).toEqual([
    201, 200, 201, 200, 201, 200,
  ]);
  expect(await dropOldTurns()).toEqual([]);
  const shorter = { rows_days: 40, payloads_hours: 48 };
  const preview = await previewRetention(shorter);
  expect(preview.filter((day) => day.loses === "all").map((day) => day.day)).toEqual([ago(50 * DAY).slice(0, 10)]);
  expect(preview.filter((day) => day.loses === "texts").map((day) => day.day)).toEqual([ago(20 * DAY).slice(0, 10)]);
  expect(preview.every((day) => day.rowBytes > 0)).toBe(true);
  await expect(setRetention(house.admin, shorter, "")).rejects.toThrow(/Type "drop"/);
  expect((await doorRules()).retention.rowsMs).toBe(60 * DAY);
  await setRetention(house.admin, shorter, "drop");
  const { rows: jobs } = await house.database.owner.query(
    "select task_identifier from graphile_worker.jobs where key = 'turns.retain.now'",
  );
  expect(jobs).toEqual([{ task_identifier: "turns.retain" }]);
  await dropOldTurns();
  await expect(getTurn("months", null)).rejects.toThrow("There is no turn months.");
  expect(await getTurn("weeks", null)).toMatchObject({ payload_expired: true });
  expect(await getTurn("new", null)).toMatchObject({ response_text: "answer" });
  expect(await send([{ type: "turn.start", bot: "nova", id: "late", started_at: ago(45 * DAY) }])).toEqual([
    [400, "invalid"],
  ]);
  // Longer terms again: the days that were dropped here are made again for what comes.
  await setRetention(house.admin, { rows_days: 60, payloads_hours: 60 * 24 }, "");
  expect(await send([...turn("again", 50)])).toEqual([201, 200]);
  expect(await getTurn("again", null)).toMatchObject({ response_text: "answer" });
  const texts = { rows_days: 2, payloads_hours: 49 };
  await expect(setRetention(house.admin, texts, "drop")).rejects.toThrow(/longer than the rows/);
  // A value that somebody wrote by hand and that makes no sense counts as not set.
  await house.database.owner.query(
    `update runtime.runtime_settings set value = '{"rows_days": "many"}' where key = '${RETENTION.key}'`,
  );
  forgetDoorRules();
  expect((await doorRules()).retention).toEqual({ rowsMs: 30 * DAY, payloadsMs: 7 * DAY });
});
