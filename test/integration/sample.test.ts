import { expect, test } from "vitest";
import { sampleWeek } from "../../prisma/sample/week.mjs";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { ingestBatch } from "~/features/turns/ingest/ingest-batch.server";
import { loadSampleAgain, loadSampleAtStart, SAMPLE } from "~/features/turns/sample/load-sample.server";
import { removeSample, removeSampleAs, sweepSample } from "~/features/turns/sample/remove-sample.server";
import { keepTurnMargins } from "~/features/turns/fold-turn-ledger.server";
import { createSampleKey } from "~/features/turns/sample/sample-key.server";
import { findSampleState } from "~/platform/sample-state.server";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { NewApiKey } from "~/features/access/api-key-form";
import { createApiKeyAs } from "~/features/access/update-api-key.server";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { testDatabase, type TestDatabase } from "../setup/database";

const SLOW = 60_000;
const SMALL = { sessionsADay: 30 };

async function fresh(): Promise<TestDatabase> {
  forgetPartitions();
  return testDatabase();
}

async function count(database: TestDatabase, sql: string): Promise<number> {
  const { rows } = await database.owner.query<{ n: number }>(`select (${sql})::int as n`);
  return rows[0]!.n;
}

async function ids(database: TestDatabase): Promise<string> {
  const { rows } = await database.owner.query<{ ids: string }>(
    "select string_agg(id || ' ' || created_at, ',' order by id) as ids from runtime.turn_keys",
  );
  return rows[0]!.ids;
}

/** A turn, an event and a session that a runtime of one's own has sent. */
async function sendOwnTurn(): Promise<void> {
  const answers = await ingestBatch({ source: "mine", bots: null }, [
    { type: "turn.start", id: "own-turn", bot: "nova", session_id: "own-session", user_prompt: "Really?" },
    { type: "tool_call", turn_id: "own-turn", call_id: "own-call", tool_name: "look", result_text: "seen" },
    { type: "turn.update", id: "own-turn", status: "ok", response_text: "Really." },
    { type: "event", session_key: "own-key", run_id: "own-run", kind: "run_started", seq: 1, payload: {} },
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200]);
}

test("the same seed and day make the same turns", () => {
  const now = Date.parse("2026-11-20T14:00:00Z");
  expect([...sampleWeek(now)]).toEqual([...sampleWeek(now)]);
  expect([...sampleWeek(now, { seed: "another" })]).not.toEqual([...sampleWeek(now)]);
});

test("the week has several bots, languages, tools, errors and ends, and its costs add up", () => {
  const week = [...sampleWeek(Date.now())];
  expect(week.length).toBeGreaterThan(1_500);
  const starts = week.map(([start]) => start!);
  const ends = week.map((turn) => turn.at(-1)!);
  const languages = new Set(starts.map(({ metadata }) => (metadata as { language: string }).language));
  expect([...languages].toSorted()).toEqual(["ar", "de", "en", "ja", "no", "zh"]);
  expect(new Set(starts.map(({ bot }) => bot)).size).toBeGreaterThanOrEqual(6);
  expect(new Set(ends.map(({ status }) => status))).toEqual(
    new Set(["aborted", "error", "interrupted", "ok", "timeout"]),
  );
  expect(new Set(ends.flatMap(({ error_text }) => (error_text ? [error_text] : []))).size).toBeGreaterThan(6);
  for (const turn of week) {
    const end = turn.at(-1)!;
    if (typeof end.cost_usd !== "string") continue;
    const nano = (amount: unknown) => Math.round(Number(amount ?? 0) * 1e9);
    const calls = turn.filter(({ type }) => type === "llm_call");
    expect(calls.reduce((sum, { cost_usd }) => sum + nano(cost_usd), 0)).toBe(nano(end.cost_usd));
  }
});

test("it is put in once, through ingest, and never comes back by itself", { timeout: SLOW }, async () => {
  await using database = await fresh();
  const turns = await loadSampleAtStart();
  expect(turns).toBe(await count(database, "select count(*) from runtime.turn_logs where source = 'sample'"));
  expect(turns).toBeGreaterThan(1_500);
  for (const table of ["turn_payloads", "tool_call_records", "llm_calls", "agent_events", "agent_runs", "sessions"])
    expect(await count(database, `select count(*) from runtime.${table}`)).toBeGreaterThan(100);
  expect(await count(database, "select count(*) from runtime.turn_runs")).toBe(0);
  const before = await ids(database);
  expect(await loadSampleAtStart()).toBeNull();
  await expect(loadSampleAgain(SAMPLE)).rejects.toThrow("there already");
  expect(await ids(database)).toBe(before);
  await removeSampleAs(SAMPLE);
  expect(await loadSampleAtStart()).toBeNull();
  expect(await count(database, "select count(*) from runtime.turn_keys")).toBe(0);
});

test("a load that was cut short goes on where it was", { timeout: SLOW }, async () => {
  await using database = await fresh();
  await loadSampleAtStart(SMALL);
  const whole = await ids(database);
  const events = await count(database, "select count(*) from runtime.agent_events");
  await database.owner.query("update console.sample_data set state = 'loading'");
  const some = "select id from runtime.turn_keys order by id limit 120";
  await database.owner.query(`delete from runtime.turn_logs where id in (${some})`);
  await database.owner.query(`delete from runtime.turn_payloads where id in (${some})`);
  await database.owner.query(`delete from runtime.turn_keys where id in (${some})`);
  await loadSampleAtStart(SMALL);
  expect(await ids(database)).toBe(whole);
  expect(await count(database, "select count(*) from runtime.agent_events")).toBe(events);
  expect((await findSampleState())?.state).toBe("loaded");
});

test("it never goes into a database that has turns of its own", { timeout: SLOW }, async () => {
  await using database = await fresh();
  await sendOwnTurn();
  expect(await loadSampleAtStart()).toBeNull();
  await expect(loadSampleAgain(SAMPLE)).rejects.toThrow("turns of its own");
  expect(await count(database, "select count(*) from runtime.turn_keys")).toBe(1);
  expect(await createSampleKey()).toBeNull();
});

test("removing it leaves no sample row in any table, and every other row", { timeout: SLOW }, async () => {
  await using database = await fresh();
  await loadSampleAtStart(SMALL);
  const key = await createSampleKey();
  expect(key).toMatch(/^whk_/);
  const other = await createApiKey(database.prisma);
  await sendOwnTurn();
  const { actor } = await signedIn(database.prisma, "admin");
  const [noted] = (
    await database.owner.query("select id, created_at from runtime.turn_keys where source = 'sample' limit 1")
  ).rows;
  await database.owner.query(
    "insert into runtime.turn_notes (turn_id, id, turn_created_at, author_id, author_name, body) values ($1, gen_random_uuid(), $2, 'me', 'Me', 'look at this')",
    [noted.id, noted.created_at],
  );
  await database.owner.query(
    "insert into runtime.turn_bookmarks (turn_id, user_id, turn_created_at) values ($1, 'me', $2)",
    [noted.id, noted.created_at],
  );

  const removed = await removeSample(actor);
  await keepTurnMargins();

  expect(removed.turns).toBeGreaterThan(200);
  expect(removed.events).toBeGreaterThan(200);
  const { rows: tables } = await database.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c
      where c.relnamespace = 'runtime'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const left: Record<string, number> = {};
  for (const { name } of tables) {
    const told = name === "turn_changes" ? "and kind <> 'delete'" : "";
    const where = `row_to_json(t)::text ~ '(sample-|"source":"sample")' ${told}`;
    const n = await count(database, `select count(*) from runtime.${name} t where ${where}`);
    if (n > 0) left[name] = n;
  }
  expect(left).toEqual({});
  const own = [
    "turn_keys",
    "turn_logs",
    "turn_payloads",
    "tool_call_records",
    "sessions",
    "agent_events",
    "agent_runs",
  ];
  for (const table of own) expect(await count(database, `select count(*) from runtime.${table}`)).toBe(1);
  expect(await count(database, "select count(*) from runtime.agent_event_keys")).toBe(1);
  const keys = await database.prisma.apiKey.findMany({ select: { id: true } });
  expect(keys.map(({ id }) => id)).toEqual([other.row.id]);
  const entry = await database.prisma.auditEntry.findFirstOrThrow({ where: { action: "sample.removed" } });
  expect(entry.after).toMatchObject({ turns: removed.turns, events: removed.events });
  expect(entry.actorId).toBe(actor.id);
  await expect(removeSample(actor)).rejects.toThrow("There is no sample data");
});

test("what the bots sent at the last moment is swept away too", { timeout: SLOW }, async () => {
  await using database = await fresh();
  await loadSampleAtStart(SMALL);
  await removeSampleAs(SAMPLE);
  await ingestBatch({ source: SAMPLE_SOURCE, bots: null }, [
    { type: "turn.start", id: "late", bot: "nova", session_id: "late-session" },
    { type: "event", session_key: "late-key", run_id: "late-run", kind: "run_started", seq: 1, payload: {} },
  ]);
  const jobs = await database.owner.query(
    "select task_identifier from graphile_worker.jobs where task_identifier = 'sample.sweep'",
  );
  expect(jobs.rowCount).toBe(1);
  expect(await sweepSample()).toMatchObject({ turns: 1, events: 1, sessions: 1 });
  expect(await count(database, "select count(*) from runtime.turn_keys")).toBe(0);
});

test("only an admin removes it", { timeout: SLOW }, async () => {
  await using database = await fresh();
  const { actor } = await signedIn(database.prisma, "editor");
  await expect(removeSample(actor)).rejects.toThrow("Your role does not allow this");
});

test("no key of a runtime writes under the sample's source", async () => {
  await using database = await fresh();
  const asked = { name: "Sample", scopes: ["turns:write"], source: SAMPLE_SOURCE };
  expect(NewApiKey.safeParse(asked).success).toBe(false);
  const { id } = await createApiKeyAs(SAMPLE, NewApiKey.parse({ ...asked, name: SAMPLE_SOURCE, source: "" }));
  const { source } = await database.prisma.apiKey.findUniqueOrThrow({ where: { id } });
  expect(source).not.toBe(SAMPLE_SOURCE);
});
