import { expect, test } from "vitest";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { getArchive, getReplayFrame } from "~/features/events/archive.server";
import { followEvents } from "~/features/events/follow-events.server";
import { ReplayReel } from "~/features/events/replay-reel";
import { getReplayPart } from "~/features/events/replay-part.server";
import { getRunList, getSessionList } from "~/features/events/session-list.server";
import { deleteTurns } from "~/features/turns/delete-turns.server";
import { ingestBatch } from "~/features/turns/ingest/ingest-batch.server";
import { systemActor } from "~/platform/audit.server";
import { testDatabase } from "../setup/database";

const ZONE = "UTC";
const KEY = "agent:codex:main/with a slash";
const at = (path: string) => `http://wheelhouse.test${path}`;
const delta = (seq: number, text: string, more = {}) => ({
  ...{ type: "event", session_key: KEY, run_id: "r1", kind: "assistant_delta", seq, payload: { text } },
  ...more,
});

async function send(items: object[]): Promise<void> {
  for (let from = 0; from < items.length; from += 1_000) {
    const answers = await ingestBatch({ source: "test", bots: null }, items.slice(from, from + 1_000));
    expect(answers.filter(({ status }) => status >= 400)).toEqual([]);
  }
}

async function fresh() {
  forgetPartitions();
  return testDatabase();
}

/** Every page of an archive, by the position that each page gives. */
async function readAll(query = "") {
  const rows = [];
  for (let cursor: string | null = null; ;) {
    const params = new URLSearchParams(query);
    if (cursor) params.set("after", cursor);
    const { page } = await getArchive(KEY, at(`/?${params}`), ZONE);
    rows.push(...page.rows);
    if (page.next === null) return rows;
    cursor = page.next;
  }
}

test("a session is read in the order of its numbers, page by page, whatever came first", async () => {
  await using _database = await fresh();
  const items = Array.from({ length: 950 }, (_, index) => delta(index + 1, `${index} `));
  await send(items.toSorted((a, b) => ((a.seq * 7919) % 953) - ((b.seq * 7919) % 953)));
  await send([{ type: "event", session_key: KEY, kind: "heartbeat_of_tomorrow", payload: { text: "no number" } }]);
  const rows = await readAll();
  expect(rows).toHaveLength(951);
  expect(rows.slice(0, -1).map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 950 }, (_, index) => index + 1));
  expect(rows.at(-1)).toMatchObject({ seq: null, kind: "heartbeat_of_tomorrow", gap: 0 });
  expect(rows.every(({ gap }) => gap === 0)).toBe(true);
});

test("missing numbers are marked where they are missing, also when a filter hides the neighbours", async () => {
  await using _database = await fresh();
  await send([delta(1, "a"), delta(2, "b"), delta(6, "c"), delta(7, "tool", { kind: "tool_start" }), delta(9, "d")]);
  expect((await readAll()).map(({ seq, gap }) => [seq, gap])).toEqual([
    ["1", 0],
    ["2", 0],
    ["6", 3],
    ["7", 0],
    ["9", 1],
  ]);
  expect((await readAll("kind=tool_start")).map(({ seq, gap }) => [seq, gap])).toEqual([["7", 0]]);
  expect((await getArchive(KEY, at("/"), ZONE)).summary).toMatchObject({ events: 5, missing: 4, last_seq: "9" });
  expect((await getReplayFrame(KEY, null)).gaps).toEqual([
    { before: 2, next: 6 },
    { before: 7, next: 9 },
  ]);
});

test("kind, run and time narrow the archive, and the facets count what there is", async () => {
  await using _database = await fresh();
  const long = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await send([
    delta(1, "old", { created_at: long }),
    delta(2, "new"),
    delta(3, "other", { run_id: "r2" }),
    delta(4, "done", { kind: "run_completed", run_id: "r2" }),
  ]);
  expect((await readAll("run=r2")).map(({ seq }) => seq)).toEqual(["3", "4"]);
  expect((await readAll("run=!r2")).map(({ seq }) => seq)).toEqual(["1", "2"]);
  expect((await readAll("kind=assistant_delta&range=24h")).map(({ seq }) => seq)).toEqual(["2", "3"]);
  const { facets } = await getArchive(KEY, at("/"), ZONE);
  expect(facets[0]!.values).toEqual([
    { value: "assistant_delta", count: 3 },
    { value: "run_completed", count: 1 },
  ]);
  expect(new Map(facets[1]!.values.map(({ value, count }) => [value, count]))).toEqual(
    new Map([
      ["r1", 2],
      ["r2", 2],
    ]),
  );
});

test("a replay entered anywhere shows the text as it was then", async () => {
  await using database = await fresh();
  const words = Array.from({ length: 2_500 }, (_, index) => `${index} `);
  await send(words.map((text, index) => delta(index + 1, text)));
  const { rows } = await database.sql.query<{ id: string }>(
    "select id::text as id from runtime.agent_events where seq = 2222",
  );
  for (const [query, first] of [
    [`at=${rows[0]!.id}`, 2_222],
    ["seq=1700", 1_700],
    [`before=${rows[0]!.id}`, 1_222],
    ["", 1],
  ] as const) {
    const part = await getReplayPart(KEY, null, new URLSearchParams(query));
    expect(part.events[0]!.seq).toBe(first);
    const reel = new ReplayReel(part.events, part.earlier);
    const last = part.events.length - 1;
    expect(reel.runAt(last).response).toBe(words.slice(0, first + last).join(""));
    expect(reel.runAt(0).response).toBe(words.slice(0, first).join(""));
    expect([part.hasBefore, part.hasMore]).toEqual([first > 1, first + last < 2_500]);
  }
});

test("sessions and runs are listed by who spoke last, with how much they hold", async () => {
  await using _database = await fresh();
  await send([
    delta(1, "a", { session_key: "one" }),
    delta(2, "b", { session_key: "one", kind: "tool_start" }),
    delta(1, "c", { session_key: "two", run_id: "x" }),
    delta(2, "", { session_key: "two", run_id: "x", kind: "run_completed" }),
  ]);
  await send([delta(3, "again", { session_key: "one" })]);
  const { page, facets } = await getSessionList(at("/events"), ZONE);
  expect(page.rows.map(({ key, events, kinds, runs, running }) => ({ key, events, kinds, runs, running }))).toEqual([
    { key: "one", events: 3, kinds: ["assistant_delta", "tool_start"], runs: 1, running: 1 },
    { key: "two", events: 2, kinds: ["assistant_delta", "run_completed"], runs: 1, running: 0 },
  ]);
  expect(facets[0]!.values.find(({ value }) => value === "tool_start")?.count).toBe(1);
  const only = await getSessionList(at("/events?kind=run_completed"), ZONE);
  expect(only.page.rows.map(({ key }) => key)).toEqual(["two"]);
  const runs = await getRunList(at("/events/runs?state=completed"), ZONE);
  expect(runs.page.rows).toMatchObject([
    { run_id: "x", session_key: "two", status: "completed", events: 2, text: "c" },
  ]);
});

test("paging through sessions by position shows each once, though some speak meanwhile", async () => {
  await using _database = await fresh();
  await send(Array.from({ length: 130 }, (_, index) => delta(1, "x", { session_key: `s${index}` })));
  const seen: string[] = [];
  for (let cursor: string | null = null, pages = 0; pages < 5; pages++) {
    const { page } = await getSessionList(at(`/events${cursor ? `?after=${cursor}` : ""}`), ZONE);
    seen.push(...page.rows.map(({ key }) => key));
    if (page.next === null) break;
    cursor = page.next;
    await send([delta(pages + 2, "y", { session_key: seen[0] })]);
  }
  expect(new Set(seen).size).toBe(130);
  expect(seen).toHaveLength(130);
});

test("deleting a turn takes the events of its run along, and the figures of its session follow", async () => {
  await using database = await fresh();
  await send([
    { type: "turn.start", id: "t1", bot: "codex", agent_session_key: KEY, agent_request_id: "r1" },
    { type: "turn.update", id: "t1", status: "ok" },
    delta(1, "secret"),
    delta(2, "words"),
    delta(3, "others", { run_id: "r2" }),
  ]);
  const actor = { ...systemActor("test"), bots: null };
  const receipt = await deleteTurns(actor, { id: "t1" });
  expect(receipt.deleted).toMatchObject({ turns: 1, events: 2 });
  expect((await readAll()).map(({ seq }) => seq)).toEqual(["3"]);
  const { page } = await getSessionList(at("/events"), ZONE);
  expect(page.rows).toMatchObject([{ key: KEY, events: 1, runs: 1 }]);
  const { rows } = await database.sql.query("select run_id from runtime.agent_runs");
  expect(rows).toEqual([{ run_id: "r2" }]);
  const keys = await database.sql.query("select count(*)::int as n from runtime.agent_event_keys");
  expect(keys.rows[0].n).toBe(1);
});

test("who follows a session gets each new event once", async () => {
  await using _database = await fresh();
  await send([delta(1, "before")]);
  const closed = new AbortController();
  const response = followEvents(KEY, null, "0", closed.signal);
  const seen: number[] = [];
  const reading = (async () => {
    let text = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      for (const [, data] of text.matchAll(/event: events\n(?:id: .*\n)?data: (.*)\n\n/g))
        for (const { seq } of JSON.parse(data!) as { seq: number }[]) if (!seen.includes(seq)) seen.push(seq);
    }
    return [...text.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq));
  })();
  const until = async (count: number) => {
    for (let tries = 0; seen.length < count && tries < 200; tries++) await new Promise((r) => setTimeout(r, 50));
  };
  await until(1);
  await send([delta(2, "now")]);
  await until(2);
  await send([delta(3, "later"), delta(4, "and on")]);
  await until(4);
  closed.abort();
  expect(await reading).toEqual([1, 2, 3, 4]);
});
