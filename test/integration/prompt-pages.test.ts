import { expect, test } from "vitest";
import { getPromptEffect } from "~/features/prompts/effect/prompt-effect.server";
import { getLibraryPage } from "~/features/prompts/library/library-page.server";
import { protectPrompt } from "~/features/prompts/rules/move-pin.server";
import { savePrompt, type PromptSave } from "~/features/prompts/rules/save-prompt.server";
import { seedDefaults } from "~/features/prompts/rules/seed-defaults.server";
import { SHIPPED_PROMPTS } from "~/features/prompts/rules/shipped-prompt";
import { GLOBAL_SCOPE } from "~/lib/prompt-scope";
import type { SessionUser } from "~/platform/session.server";
import { action as editAction, loader as editLoader } from "~/routes/prompts/edit";
import { loader as diffLoader } from "~/routes/prompts/diff";
import { action, loader } from "~/routes/prompts/read";
import { loader as peekLoader } from "~/routes/prompts/peek";
import { signedIn } from "../factories/user";
import { testDatabase, type TestDatabase } from "../setup/database";
import { get, post } from "../setup/request";

const BOT = { type: "bot", id: "nova" } as const;
const params = { key: "greeting" };

async function write(user: SessionUser, save: Partial<PromptSave> & { body: string }) {
  return savePrompt(user, { key: "greeting", scope: GLOBAL_SCOPE, baseVersion: 0, ...save });
}

const library = async (user: SessionUser, search: string) => {
  const { page, counts, missingDefaults } = await getLibraryPage(user, new URLSearchParams(search));
  return { keys: page.rows.map(({ key, scope }) => `${key}@${scope}`), page, counts, missingDefaults };
};

test("the library finds a prompt by its key, its title and the words that are active, and by no others", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  await write(actor, {
    key: "support.greeting",
    title: "Wie man grüßt",
    body: "Say hello to {{customer_name}}. 今日は良い天気です",
  });
  await write(actor, { key: "night.watch", body: "Old words about lighthouses" });
  await write(actor, { key: "night.watch", body: "New words about harbours", baseVersion: 1 });
  const find = async (q: string) => (await library(actor, new URLSearchParams({ q, standing: "own" }).toString())).keys;
  const words = ["port.gre", "GRÜß", "hello", "hel", "customer_name", "customer", "良い", "hello customer"];
  const found = await Promise.all(words.map(async (q) => [q, ...(await find(q))]));
  expect(found).toEqual(words.map((q) => [q, "support.greeting@global"]));
  expect(await find("harbours")).toEqual(["night.watch@global"]);
  expect(await find("lighthouses")).toEqual([]);
  expect(await find("-hello night.watch")).toEqual(["night.watch@global"]);
});

test("a move of the pin changes what the words of a prompt are found by", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma);
  await write(actor, { body: "about lanterns" });
  await write(actor, { body: "about anchors", baseVersion: 1 });
  await action(post("/prompts/greeting", { intent: "pin", version: "1" }, { cookie, params }));
  expect((await library(actor, "q=lanterns")).keys).toEqual(["greeting@global"]);
  expect((await library(actor, "q=anchors")).keys).toEqual([]);
});

test("what came with the product is listed until somebody writes it, and says whether it was changed", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  const [first, second] = SHIPPED_PROMPTS;
  expect((await library(actor, "standing=shipped")).counts.total).toBe(SHIPPED_PROMPTS.length);
  expect((await library(actor, "")).missingDefaults).toBe(SHIPPED_PROMPTS.length);
  await write(actor, { key: first!.key, body: "Our own words" });
  const changed = await library(actor, "standing=override");
  expect(changed.keys).toEqual([`${first!.key}@global`]);
  expect(changed.missingDefaults).toBe(SHIPPED_PROMPTS.length - 1);
  await seedDefaults(actor);
  const seeded = await library(actor, `standing=shipped&q=${second!.key}`);
  expect(seeded.keys).toContain(`${second!.key}@global`);
  expect(seeded.missingDefaults).toBe(0);
});

test("pages of any order hold every prompt once", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  await database.owner.query(
    `insert into runtime.prompt_templates (key, scope_type, scope_id, title, category, newest_version, active_version, updated_by, updated_at)
     select 'p' || n, case when n % 3 = 0 then 'bot' else 'global' end, case when n % 3 = 0 then 'nova' else '*' end,
            'Title ' || n % 7, 'c' || n % 5, 1, 1, 'tests', now() - n % 11 * interval '1 hour' from generate_series(1, 240) n`,
  );
  await database.owner.query(
    `insert into runtime.prompt_template_versions (key, scope_type, scope_id, version, body, body_sha256, tokens, created_by)
     select key, scope_type, scope_id, 1, 'Body of ' || key, 'x', length(key), 'tests' from runtime.prompt_templates`,
  );
  for (const sort of ["key", "-key", "title", "-changed", "category", "-tokens", "newest"]) {
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null;) {
      const search = new URLSearchParams({ sort, standing: "own", ...(after && { after }) });
      const { keys, page } = await library(actor, search.toString());
      seen.push(...keys);
      after = page.next;
    }
    expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 240, 240]);
  }
});

test("the second saver gets both texts put together, and saves them as the next version", async () => {
  await using database = await testDatabase();
  const [anna, ben] = [await signedIn(database.prisma), await signedIn(database.prisma)];
  await write(anna.actor, { body: "one\ntwo\nthree\nfour" });
  await write(anna.actor, { body: "ONE\ntwo\nthree\nfour", baseVersion: 1, note: "louder" });
  const edit = (body: string, base: string) =>
    editAction(
      post(
        "/prompts/greeting/edit",
        { intent: "save", body, syntax: "mustache", base },
        { cookie: ben.cookie, params },
      ),
    );
  const refused = (await edit("one\r\ntwo\r\nthree\r\nFOUR", "1")) as unknown as {
    data: {
      conflict: { merged: { body: string }; clashes: number; theirs: { version: number; by: string; note: string } };
    };
    init: { status: number };
  };
  expect(refused.init.status).toBe(409);
  const { merged, clashes, theirs } = refused.data.conflict;
  expect({ body: merged.body, clashes }).toEqual({ body: "ONE\ntwo\nthree\nFOUR", clashes: 0 });
  expect(theirs).toMatchObject({ version: 2, by: anna.user.name, note: "louder" });
  const saved = (await edit(merged.body, "2")) as Response;
  expect(saved.headers.get("Location")).toBe("/prompts/greeting");
  const { read } = await loader(get("/prompts/greeting", { cookie: ben.cookie, params }));
  expect(read).toMatchObject({ active: { version: 3, body: "ONE\ntwo\nthree\nFOUR" } });
});

test("saving nothing new is refused, and so are two wordings that still stand between marks", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma);
  await write(actor, { body: "the same" });
  const save = async (body: string) =>
    (await editAction(
      post("/prompts/greeting/edit", { intent: "save", body, syntax: "mustache", base: "1" }, { cookie, params }),
    )) as unknown as { data: { message: string; fields: Record<string, string> } };
  expect((await save("the same")).data.message).toContain("Nothing has changed");
  expect((await save("<<<<<<< yours\na\n=======\nb\n>>>>>>> theirs")).data.fields.body).toContain("marks");
  const { rows } = await database.sql.query("select from runtime.prompt_template_versions");
  expect(rows).toHaveLength(1);
});

test("a broken template is not saved, and the refusal names its line and column", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma);
  await write(actor, { body: "whole" });
  const answer = (await editAction(
    post(
      "/prompts/greeting/edit",
      { intent: "save", body: "a\nb {{name", syntax: "mustache", base: "1" },
      { cookie, params },
    ),
  )) as unknown as { data: { message: string } };
  expect(answer.data.message).toMatch(/^Line 2, column 3:/);
});

test("a preview takes the values of a turn that told them, and says so where one did not", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma);
  await write(actor, {
    body: "Hello {{who}}, {{mood}}",
    variables: [
      { name: "who", type: "text", example: "Nora" },
      { name: "mood", type: "text", default: "calm" },
    ],
  });
  await aTurn(database, { id: "told", version: 1, metadata: { prompt_variables: { greeting: { who: "Ada" } } } });
  await aTurn(database, { id: "silent", version: 1 });
  const preview = async (turn: string) => {
    const form = { intent: "preview", body: "Hello {{who}}, {{mood}}", syntax: "mustache", base: "1", turn };
    const rows = {
      "name[]": ["who", "mood"],
      "type[]": ["text", "text"],
      "default[]": ["", "calm"],
      "example[]": ["Nora", ""],
    };
    const answer = await editAction(post("/prompts/greeting/edit", { ...form, ...rows }, { cookie, params }));
    return (
      answer as { preview: { text: string; examples: string[]; turn: { given: string[]; note: string | null } | null } }
    ).preview;
  };
  expect(await preview("")).toMatchObject({ text: "Hello Nora, calm", turn: null });
  expect(await preview("told")).toMatchObject({
    text: "Hello Ada, calm",
    turn: { given: ["who"], note: null },
    examples: ["mood"],
  });
  const silent = await preview("silent");
  expect(silent.text).toBe("Hello Nora, calm");
  expect(silent.turn?.note).toContain("did not say");
  const { turns } = await editLoader(get("/prompts/greeting/edit", { cookie, params }));
  expect(turns.map(({ id }) => id).toSorted()).toEqual(["silent", "told"]);
});

test("a protected pin moves when a second person agrees, and the page shows the effect to them first", async () => {
  await using database = await testDatabase();
  const [anna, ben] = [await signedIn(database.prisma, "admin"), await signedIn(database.prisma, "operator")];
  await write(anna.actor, { body: "first" });
  await protectPrompt(anna.actor, { key: "greeting", scope: GLOBAL_SCOPE, reason: "" });
  await write(anna.actor, { body: "second", baseVersion: 1 });
  const send = (form: Record<string, string>, cookie: string) =>
    action(post("/prompts/greeting?index", form, { cookie, params }));
  await send({ intent: "request", version: "2", reason: "better" }, anna.cookie);
  const { read } = await loader(get("/prompts/greeting", { cookie: ben.cookie, params }));
  if (!read || !("request" in read)) throw new Error("the page shows no prompt");
  expect(read).toMatchObject({
    active: { body: "first" },
    asked: { body: "second" },
    request: { to_version: 2, reason: "better" },
  });
  const request = read.request!.id;
  const own = (await send({ intent: "approve", request }, anna.cookie)) as unknown as { init: { status: number } };
  expect(own.init.status).toBe(403);
  await send({ intent: "approve", request, note: "agreed" }, ben.cookie);
  const after = await loader(get("/prompts/greeting", { cookie: ben.cookie, params }));
  expect(after.read).toMatchObject({
    active: { version: 2 },
    request: null,
    moves: [{ moved_by: anna.user.name, approved_by: ben.user.name, to_version: 2 }, {}],
  });
});

test("what names a prompt and what it names stands on both pages, for the versions that are active", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma);
  await write(actor, { key: "signature", body: "Yours" });
  await write(actor, { body: "Hello {{> signature}} \\{{> escaped}} {{content.news.latest.title}}" });
  await write(actor, { scope: BOT, body: "Hi {{> signature}}" });
  const page = await loader(get("/prompts/signature", { cookie, params: { key: "signature" } }));
  expect(page.read).toMatchObject({
    referrers: [
      { key: "greeting", scope: "bot:nova" },
      { key: "greeting", scope: "global" },
    ],
  });
  const own = await loader(get("/prompts/greeting", { cookie, params }));
  expect(own.read).toMatchObject({
    references: [{ key: "signature", exists: true }],
    contentPaths: ["content.news.latest.title"],
  });
});

test("a bot without words of its own shows whose hold, and a key that nobody knows is not found", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma);
  await write(actor, { body: "For everybody" });
  const page = await loader(get("/prompts/greeting?scope=bot:nova", { cookie, params }));
  expect(page).toMatchObject({ read: null, frame: { head: null, scopes: [{ scope: "global" }] } });
  await expect(loader(get("/prompts/nothing", { cookie, params: { key: "nothing" } }))).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(peekLoader(get("/prompts/nothing/peek", { cookie, params: { key: "nothing" } }))).rejects.toMatchObject({
    code: "not_found",
  });
});

test("any two versions are compared by their numbers, and the house's with a bot's", async () => {
  await using database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma);
  for (const [baseVersion, body] of ["a", "b", "c"].entries()) await write(actor, { body, baseVersion });
  await write(actor, { scope: BOT, body: "d" });
  const compare = async (search: string) => {
    const { before, after } = await diffLoader(get(`/prompts/greeting/diff${search}`, { cookie, params }));
    return [before?.body, after?.body];
  };
  expect(await compare("?from=3&to=1")).toEqual(["c", "a"]);
  expect(await compare("")).toEqual(["b", "c"]);
  expect(await compare("?scope=bot:nova&from=global&to=1")).toEqual(["c", "d"]);
  expect(await compare("?from=draft&to=2")).toEqual([undefined, "b"]);
  await expect(compare("?from=9")).rejects.toMatchObject({ code: "not_found" });
});

test("figures of a version are those of the turns that named it, and a move is measured by equal times around it", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  await write(actor, { body: "a" });
  await write(actor, { body: "b", baseVersion: 1 });
  await database.owner.query(
    `insert into runtime.prompt_pin_moves (key, scope_type, scope_id, kind, from_version, to_version, moved_by, moved_at)
     values ('greeting', 'global', '*', 'pin', 1, 2, 'Anna', now() - interval '3 hours')`,
  );
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  for (let n = 0; n < 4; n++)
    await aTurn(database, { id: `old ${n}`, version: 1, at: at(4), status: n === 0 ? "error" : "ok", ms: 1_000 });
  for (let n = 0; n < 2; n++) await aTurn(database, { id: `new ${n}`, version: 2, at: at(1), ms: 3_000 });
  await aTurn(database, { id: "far", version: 1, at: at(9) });
  await aTurn(database, { id: "of the bot", version: 2, scope: "bot:nova", at: at(1) });
  const effect = await getPromptEffect({ key: "greeting", scope: "global" }, new URLSearchParams("range=24h"), "UTC");
  expect(effect.figures).toMatchObject([
    { version: 2, ended: 2, errors: 0, p50_ms: 3_000 },
    { version: 1, ended: 5, errors: 1 },
  ]);
  expect(effect.moves).toMatchObject([{ before: { ended: 4, errors: 1 }, after: { ended: 2, errors: 0 } }]);
  expect(effect.steps?.reduce((sum, { turns }) => sum + turns, 0)).toBe(7);
});

type Turn = {
  id: string;
  version: number;
  scope?: string;
  at?: string;
  status?: string;
  ms?: number;
  metadata?: object;
};

/** A turn that named a version of the greeting. */
async function aTurn({ owner }: TestDatabase, turn: Turn): Promise<void> {
  const {
    id,
    version,
    scope = "global",
    at = new Date().toISOString(),
    status = "ok",
    ms = 900,
    metadata = null,
  } = turn;
  for (const table of ["turn_logs", "turn_payloads", "turn_prompts"])
    await owner.query("select runtime.ensure_partition($1, $2)", [table, at]);
  await owner.query("insert into runtime.turn_keys (id, created_at, source) values ($1, $2, 'tests')", [id, at]);
  await owner.query(
    `insert into runtime.turn_logs (id, created_at, source, bot_id, status, ended_at, latency_ms, tool_call_count)
     values ($1, $2, 'tests', 'nova', $3, $2, $4, 0)`,
    [id, at, status, ms],
  );
  await owner.query("insert into runtime.turn_payloads (id, created_at, metadata, ended) values ($1, $2, $3, true)", [
    id,
    at,
    metadata,
  ]);
  await owner.query(
    "insert into runtime.turn_prompts (turn_created_at, turn_id, key, scope, version) values ($2, $1, 'greeting', $3, $4)",
    [id, at, scope, version],
  );
}
