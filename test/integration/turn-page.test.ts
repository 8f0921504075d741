import { expect, test } from "vitest";
import { directiveOf } from "~/features/turns/api/turn-json";
import { getSession } from "~/features/turns/one/session-view.server";
import { getTurnDiff } from "~/features/turns/one/turn-diff.server";
import { getWholeTurn } from "~/features/turns/one/whole-turn.server";
import { AppError } from "~/lib/errors";
import * as deletePage from "~/routes/turns/delete";
import * as diffPage from "~/routes/turns/diff";
import * as keptPage from "~/routes/turns/kept";
import * as sessionLive from "~/routes/turns/session-live";
import * as turnArguments from "~/routes/turns/turn-tool-arguments";
import * as turnPage from "~/routes/turns/turn";
import * as turnPart from "~/routes/turns/turn-part";
import * as turnResult from "~/routes/turns/turn-tool-result";
import * as turnStep from "~/routes/turns/turn-step";
import { ingest, model, start, tool, turnDatabase, update } from "../factories/turn";
import { signedIn } from "../factories/user";
import { readEvents } from "../setup/read-events";
import { get, post } from "../setup/request";

const NOTE = "0b9d7b3e-5d1b-4c58-9a51-6f3f3f2c9f10";
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const params = { id: "t1" };

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

test("a turn's page knows everything that was said about it", async () => {
  await using database = await turnDatabase();
  const { actor } = await signedIn(database.prisma, "viewer");
  await ingest(
    start({ id: "t1", started_at: ago(60), session_id: "s1", request_messages: [{ role: "user", content: "Why?" }] }),
    start({ id: "child", parent_turn_id: "t1", user_prompt: "Look it up" }),
    tool("t1", "a", { arguments: { q: "x" }, result_text: "y".repeat(5000), iteration: 2 }),
    model("t1", "m", { token_usage: { input: 10 }, cost_usd: "0.1" }),
    update("t1", { status: "error", error_text: "stream closed after 12 bytes", metadata: { host: "tower" } }),
    start({ id: "t2" }),
    update("t2", { status: "error", error_text: "stream closed after 99 bytes" }),
    start({ id: "t3", started_at: ago(3 * 24 * 3600) }),
    update("t3", { status: "error", error_text: "stream closed after 7 bytes" }),
  );
  const turn = await getWholeTurn("t1", actor.id);
  expect(turn).toMatchObject({
    view: { row: { id: "t1", status: "error" }, error: { text: "stream closed after 12 bytes" } },
    messages: { count: 1, messages: [{ role: "user", parts: [{ text: { text: "Why?" } }] }] },
    tools: [{ call_id: "a", iteration: 2, arguments: { text: '{"q":"x"}' }, result_chars: 5000, result_bytes: 5000 }],
    models: [{ call_id: "m", input_tokens: 10 }],
    metadata: { text: '{"host":"tower"}' },
    children: [{ id: "child", prompt_preview: "Look it up" }],
    errors: { day: 2, week: 3 },
    notes: [],
    is_bookmarked: false,
    events: null,
  });
  expect(turn.tools[0]!.result).toHaveLength(2000);
  expect(await codeOf(getWholeTurn("nobody", actor.id))).toBe("not_found");
});

test("texts that are no longer kept leave the figures and say so", async () => {
  await using database = await turnDatabase();
  const { actor } = await signedIn(database.prisma, "viewer");
  await ingest(
    start({ id: "t1", session_id: "s1", user_prompt: "Why?", started_at: ago(10 * 24 * 3600) }),
    tool("t1", "a", { result_text: "found" }),
    update("t1", { status: "ok", response_text: "So.", token_usage: { input: 3 } }),
  );
  const turn = await getWholeTurn("t1", actor.id);
  expect(turn.view).toMatchObject({ payload_expired: true, prompt: null, response: null, row: { input_tokens: 3 } });
  expect((await getSession("s1", null)).turns[0]).toMatchObject({ payload_expired: true, prompt_preview: "Why?" });
});

test("whoever may write notes and bookmarks; a note can be taken back and put back as the same one", async () => {
  await using database = await turnDatabase();
  const { cookie, actor } = await signedIn(database.prisma, "operator");
  await ingest(start({ id: "t1" }));
  const send = (form: Record<string, string>, who = cookie) =>
    turnPage.action(post("/turns/t1", form, { cookie: who, params }));
  const marks = async () => {
    const { notes, is_bookmarked } = await getWholeTurn("t1", actor.id);
    return { notes: notes.map((note) => `${note.author_name}: ${note.body}`), is_bookmarked };
  };
  await send({ intent: "note", note: NOTE, body: " Look at the mount. " });
  await send({ intent: "note", note: NOTE, body: "Sent twice" });
  await send({ intent: "bookmark" });
  await send({ intent: "bookmark" });
  expect(await marks()).toEqual({ notes: [`${actor.name}: Look at the mount.`], is_bookmarked: true });
  await send({ intent: "unnote", note: NOTE });
  await send({ intent: "unbookmark" });
  expect(await marks()).toEqual({ notes: [], is_bookmarked: false });
  await send({ intent: "note", note: NOTE, body: "Look at the mount." });
  expect((await marks()).notes).toHaveLength(1);
  const entries = await database.prisma.auditEntry.findMany({ orderBy: { seq: "asc" }, where: { targetKind: "turn" } });
  expect(entries.map(({ action, targetId }) => `${action} ${targetId}`)).toEqual([
    "turn.note_added t1",
    "turn.bookmarked t1",
    "turn.note_removed t1",
    "turn.bookmark_removed t1",
    "turn.note_added t1",
  ]);
});

test("what was kept is found again: one's own bookmarks, and the notes of everybody", async () => {
  await using database = await turnDatabase();
  const { cookie } = await signedIn(database.prisma, "operator");
  const other = await signedIn(database.prisma, "operator");
  await ingest(start({ id: "t1", user_prompt: "Why?" }), start({ id: "t2" }));
  await turnPage.action(post("/turns/t1", { intent: "bookmark" }, { cookie, params }));
  await turnPage.action(post("/turns/t2", { intent: "note", body: "Look" }, { cookie, params: { id: "t2" } }));
  const keptBy = async (who: string) => {
    const { bookmarks, notes } = await keptPage.loader(get("/turns/kept", { cookie: who }));
    return [
      bookmarks.map(({ id, prompt_preview }) => `${id} ${prompt_preview}`),
      notes.map(({ id, note }) => `${id} ${note}`),
    ];
  };
  expect(await keptBy(cookie)).toEqual([["t1 Why?"], ["t2 Look"]]);
  expect(await keptBy(other.cookie)).toEqual([[], ["t2 Look"]]);
});

test("a note belongs to who wrote it, and a viewer only reads", async () => {
  await using database = await turnDatabase();
  const author = await signedIn(database.prisma, "operator");
  const other = await signedIn(database.prisma, "operator");
  const viewer = await signedIn(database.prisma, "viewer");
  const admin = await signedIn(database.prisma, "admin");
  await ingest(start({ id: "t1" }));
  const send = (form: Record<string, string>, cookie: string) =>
    turnPage.action(post("/turns/t1", form, { cookie, params }));
  expect(await codeOf(send({ intent: "bookmark" }, viewer.cookie))).toBe("forbidden");
  await send({ intent: "note", note: NOTE, body: "Mine" }, author.cookie);
  expect(await send({ intent: "unnote", note: NOTE }, other.cookie)).toMatchObject({ init: { status: 403 } });
  expect(await send({ intent: "note", note: NOTE, body: "  " }, author.cookie)).toMatchObject({
    init: { status: 400 },
  });
  expect((await getWholeTurn("t1", author.user.id)).notes).toHaveLength(1);
  expect((await getWholeTurn("t1", other.user.id)).is_bookmarked).toBe(false);
  expect(await send({ intent: "unnote", note: NOTE }, admin.cookie)).toBeNull();
});

test("a running turn that is asked to stop hears of it with its next call, once", async () => {
  await using database = await turnDatabase();
  const { cookie, actor } = await signedIn(database.prisma, "operator");
  await ingest(start({ id: "t1" }));
  const send = (intent: string) => turnPage.action(post("/turns/t1", { intent }, { cookie, params }));
  const heard = async () => directiveOf((await ingest(update("t1", {})))[0]!.turn!.run);
  expect(await heard()).toEqual({});
  await send("stop");
  await send("stop");
  expect(await heard()).toEqual({ directive: "stop" });
  expect((await getWholeTurn("t1", actor.id)).view.stop).toMatchObject({ by: actor.name });
  await send("unstop");
  expect(await heard()).toEqual({});
  await ingest(update("t1", { status: "aborted" }));
  expect(await send("stop")).toMatchObject({ init: { status: 409 } });
  const entries = await database.prisma.auditEntry.findMany({ orderBy: { seq: "asc" }, where: { targetKind: "turn" } });
  expect(entries.map(({ action }) => action)).toEqual(["turn.stop_asked", "turn.stop_taken_back"]);
});

test("a deletion counts first, wants the name, and leaves a receipt and an entry", async () => {
  await using database = await turnDatabase();
  const admin = await signedIn(database.prisma, "admin");
  const operator = await signedIn(database.prisma, "operator");
  await ingest(
    start({ id: "t1", session_id: "s1", user_id: "nina" }),
    start({ id: "t2", session_id: "s1" }),
    tool("t2", "a", { result_text: "x" }),
    start({ id: "t3", session_id: "s2", user_id: "nina" }),
  );
  const open = (search: string, cookie = admin.cookie) => deletePage.loader(get(`/turns/delete?${search}`, { cookie }));
  const send = (by: string, value: string, confirmation = value, cookie = admin.cookie) =>
    deletePage.action(post("/turns/delete", { intent: "delete", by, value, confirmation }, { cookie }));
  expect(await codeOf(open("session=s1", operator.cookie))).toBe("forbidden");
  expect(await codeOf(send("session", "s1", "s1", operator.cookie))).toBe("forbidden");
  expect((await open("session=s1")).found).toMatchObject({ turns: 2, bots: ["snark"] });
  expect((await open("user=nina")).found).toMatchObject({ turns: 2 });
  expect((await open("id=t3")).found).toMatchObject({ turns: 1 });
  expect(await send("session", "s1", "s2")).toMatchObject({ init: { status: 400 } });
  expect(await send("session", "s1")).toMatchObject({
    receipt: { by: "session", value: "s1", who: admin.user.name, deleted: { turns: 2, tool_calls: 1, sessions: 1 } },
  });
  expect((await open("session=s1")).found).toMatchObject({ turns: 0 });
  expect(await send("user", "nina")).toMatchObject({ receipt: { deleted: { turns: 1 } } });
  const [entry] = await database.prisma.auditEntry.findMany({ orderBy: { seq: "asc" } });
  expect(entry).toMatchObject({ action: "turns.deleted", targetKind: "session", targetId: "s1", after: { turns: 2 } });
});

test("a long result is read in ranges, and every text as it came, with a session", async () => {
  await using database = await turnDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  const whole = "日本語".repeat(60_000);
  await ingest(
    start({ id: "t1", user_prompt: "<script>", request_messages: [{ role: "user", content: "1.10" }] }),
    update("t1", { response_append: "so " }),
    update("t1", { response_append: "far" }),
    tool("t1", "a", { result_text: whole, arguments: { n: 1 } }),
  );
  const call = { id: "t1", callId: "a" };
  const part = await turnResult.loader(
    get("/turns/t1/tool-calls/a/result?download", { cookie, params: call, headers: { Range: "bytes=299997-300005" } }),
  );
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
    206,
    "bytes 299997-300005/540000",
    "日本語",
  ]);
  expect(part.headers.get("content-disposition")).toBe('attachment; filename="t1-a.txt"');
  const read = async (name: string) => {
    const answer = await turnPart.loader(get(`/turns/t1/parts/${name}`, { cookie, params: { id: "t1", part: name } }));
    return [answer.headers.get("content-type"), await answer.text()];
  };
  expect(await read("prompt")).toEqual(["text/plain; charset=utf-8", "<script>"]);
  expect(await read("response")).toEqual(["text/plain; charset=utf-8", "so far"]);
  expect((await read("messages"))[0]).toBe("application/json; charset=utf-8");
  expect(await codeOf(read("toString"))).toBe("not_found");
  const given = await turnArguments.loader(get("/turns/t1/tool-calls/a/arguments", { cookie, params: call }));
  expect(await given.text()).toBe('{"n":1}');
  await expect(
    turnPart.loader(get("/turns/t1/parts/prompt", { params: { id: "t1", part: "prompt" } })),
  ).rejects.toMatchObject({
    status: 302,
  });
});

test("a comparison shows what differs, and finds the turn before by itself", async () => {
  await using database = await turnDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  await ingest(
    start({ id: "a", session_id: "s1", started_at: ago(60), model: "one", user_prompt: "Same", tags: ["x", "y"] }),
    update("a", { response_text: "Left", status: "ok", cost_usd: "0.10" }),
    start({ id: "b", session_id: "s1", started_at: ago(30), model: "two", user_prompt: "Same", tags: ["y", "x"] }),
    tool("b", "c", { arguments: { q: 1 }, result_text: "r" }),
    update("b", { response_text: "Right", status: "ok" }),
  );
  const diff = await getTurnDiff("a", "b");
  const differing = diff.settings.filter(({ before, after }) => before !== after).map(({ name }) => name);
  expect(differing).toEqual(expect.arrayContaining(["Model", "Cost", "Tool calls"]));
  expect(differing).not.toContain("Tags");
  expect(diff.settings.find(({ name }) => name === "Cost")).toEqual({ name: "Cost", before: "$0.1", after: null });
  expect(Object.fromEntries(diff.parts.map(({ id, before, after }) => [id, [before, after]]))).toEqual({
    prompt: ["Same", "Same"],
    response: ["Left", "Right"],
    tools: ["", '# search ok\n{"q":1}\n= r'],
    messages: ["", ""],
  });
  const open = (search: string) => diffPage.loader(get(`/turns/diff?${search}`, { cookie }));
  const led = (await open("b=b&previous=session")) as Response;
  expect(led.headers.get("location")).toBe("/turns/diff?a=a&b=b");
  expect(await open("b=b")).toMatchObject({ diff: null, known: { id: "b", side: "b" }, candidates: [{ id: "a" }] });
  const step = await turnStep.loader(get("/turns/b/step?to=previous", { cookie, params: { id: "b" } }));
  expect(step.headers.get("location")).toBe("/turns/a");
  const last = await turnStep.loader(get("/turns/b/step?to=next", { cookie, params: { id: "b" } }));
  expect([last.headers.get("location"), last.headers.get("set-cookie")]).toEqual([
    "/turns/b",
    expect.stringMatching(/wh_said/),
  ]);
});

test("a session reads in order, page by page, with everybody who spoke in it and what it cost", async () => {
  await using _database = await turnDatabase();
  await ingest(
    ...Array.from({ length: 35 }, (_, i) => [
      start({
        id: `t${String(i).padStart(2, "0")}`,
        bot: i === 3 ? "nova" : "snark",
        session_id: "s1",
        started_at: ago(3600 - i * 60),
        user_prompt: `Question ${i}`,
      }),
      ...(i === 34
        ? []
        : [update(`t${String(i).padStart(2, "0")}`, { status: "ok", response_text: "Yes", cost_usd: "0.01" })]),
    ]).flat(),
    tool("t33", "a", { result_text: "x" }),
    update("t34", { response_append: "so far" }),
  );
  const newest = await getSession("s1", null);
  expect([newest.turns[0]!.id, newest.turns.at(-1)!.id, newest.turns.length]).toEqual(["t05", "t34", 30]);
  expect(newest.turns.at(-2)).toMatchObject({ prompt: { text: "Question 33" }, tools: [{ tool_name: "search" }] });
  expect(newest.running).toMatchObject([{ row: { id: "t34" }, response: { text: "so far" } }]);
  expect(newest.bots).toMatchObject([
    { bot_id: "snark", turns: 34, cost_unknown: 1 },
    { bot_id: "nova", turns: 1 },
  ]);
  const older = await getSession("s1", newest.older);
  expect([older.turns.map((turn) => turn.id), older.older]).toEqual([["t00", "t01", "t02", "t03", "t04"], null]);
  expect((await getSession("s1", "no position")).turns).toHaveLength(30);
  expect(await codeOf(getSession("nobody", null))).toBe("not_found");
});

test("a session's stream says when one of its turns has changed", async () => {
  await using database = await turnDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  await ingest(start({ id: "t1", session_id: "s1" }));
  const stop = new AbortController();
  const response = await sessionLive.loader(
    get("/sessions/s1/live", { cookie, params: { id: "s1" }, context: { closed: stop.signal } }),
  );
  const events = readEvents(response);
  // Once when it begins: the page may be older than the stream.
  await events.next("changed");
  const next = events.next("changed");
  await ingest(start({ id: "t2", session_id: "s2" }));
  expect(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 500, "nothing"))])).toBe("nothing");
  await ingest(update("t1", { status: "ok" }));
  expect((await next).data).toEqual({});
  stop.abort();
});
