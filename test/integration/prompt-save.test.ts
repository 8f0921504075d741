import pg from "pg";
import { expect, test } from "vitest";
import { describePrompt } from "~/features/prompts/rules/describe-prompt.server";
import { pinPrompt } from "~/features/prompts/rules/move-pin.server";
import { resetPrompt } from "~/features/prompts/rules/reset-prompt.server";
import { resolvePrompt } from "~/features/prompts/rules/resolve-prompt.server";
import { seedDefaults } from "~/features/prompts/rules/seed-defaults.server";
import { SHIPPED_PROMPTS } from "~/features/prompts/rules/shipped-prompt";
import { listBotPrompts } from "~/features/prompts/rules/list-bot-prompts.server";
import { GLOBAL_SCOPE, type PromptScope } from "~/lib/prompt-scope";
import { forBot, saveBodies, saveBody } from "../factories/prompt";
import { signedIn } from "../factories/user";
import { testDatabase, type TestDatabase } from "../setup/database";

async function house() {
  const database = await testDatabase();
  const { actor: anna } = await signedIn(database.prisma, "editor");
  const { actor: ben } = await signedIn(database.prisma, "admin");
  const audited = async () =>
    (await database.prisma.auditEntry.findMany({ orderBy: { seq: "asc" } })).map(({ action }) => action);
  return { ...database, anna, ben, audited };
}

async function superuser({ superuserUrl }: TestDatabase) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

test("a first save is version 1 and active, one that says nothing new is none, and both are audited as they are", async () => {
  await using base = await house();
  const { anna, audited } = base;
  const first = await saveBody(anna, "greeting", "Hello {{name}}");
  expect(first).toEqual({ outcome: "saved", version: 1, activeVersion: 1, pinned: false });
  const again = await saveBody(anna, "greeting", "Hello {{name}}");
  expect(again).toMatchObject({ outcome: "unchanged", version: 1 });
  const second = await saveBody(anna, "greeting", "Hi {{name}}", { baseVersion: 1, note: "shorter" });
  expect(second.version).toBe(2);
  expect(await audited()).toEqual(["prompt.created", "prompt.changed"]);
  const { rows } = await base.sql.query(
    "select tokens, chars, change_note from runtime.prompt_template_versions order by version",
  );
  expect(rows).toEqual([
    { tokens: 4, chars: 14, change_note: "" },
    { tokens: 4, chars: 11, change_note: "shorter" },
  ]);
});

test("of two who save at once one is told who was first and what to compare, and nothing is lost", async () => {
  await using base = await house();
  const { anna, ben } = base;
  await saveBody(anna, "greeting", "one");
  const both = await Promise.allSettled([
    saveBody(anna, "greeting", "by Anna", { baseVersion: 1 }),
    saveBody(ben, "greeting", "by Ben", { baseVersion: 1 }),
  ]);
  const refused = both.filter((each) => each.status === "rejected");
  expect(refused).toHaveLength(1);
  expect(refused[0]!.reason).toMatchObject({ code: "conflict", details: { base_version: 1, newest_version: 2 } });
  const details = (refused[0]!.reason as { details: { newest_by: string } }).details;
  expect([anna.name, ben.name]).toContain(details.newest_by);
  const firsts = await Promise.allSettled([saveBody(anna, "fresh", "a"), saveBody(ben, "fresh", "b")]);
  expect(firsts.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const { rows } = await base.sql.query(
    "select key, count(*)::int as n from runtime.prompt_template_versions group by 1 order by 1",
  );
  expect(rows).toEqual([
    { key: "fresh", n: 1 },
    { key: "greeting", n: 2 },
  ]);
});

test("a template that is broken, empty, too large or unstorable is refused with what to do", async () => {
  await using base = await house();
  const refused = (body: string) => saveBody(base.anna, "k", body).then(String, (error: unknown) => error);
  expect(await refused("fine\n  {{#if x}}")).toMatchObject({
    code: "invalid",
    message: expect.stringContaining("Line 2, column 3"),
    details: { problems: [{ line: 2, column: 3 }] },
  });
  expect(await refused(" \n ")).toMatchObject({ code: "invalid" });
  expect(await refused("a\0b")).toMatchObject({ code: "invalid", message: expect.stringContaining("2th") });
  expect(await refused("x".repeat(1024 * 1024 + 1))).toMatchObject({
    code: "too_large",
    message: expect.stringContaining("at most 1 MB"),
  });
  expect(await refused("x y ".repeat(256 * 1024))).not.toBeInstanceOf(Error);
});

test("declarations follow the placeholders where nobody gives them, and are held against their types where somebody does", async () => {
  await using base = await house();
  const { anna } = base;
  await saveBody(anna, "k", "{{a}} {{n}}", { variables: [{ name: "n", type: "number", default: 3 }] });
  await saveBody(anna, "k", "{{n}} {{b}}", { baseVersion: 1 });
  const found = await resolvePrompt(base.sql, { key: "k", bot: null });
  expect(found!.variables).toEqual([
    { name: "n", type: "number", default: 3 },
    { name: "b", type: "text" },
  ]);
  const wrong = saveBody(anna, "k", "{{n}}", {
    baseVersion: 2,
    variables: [{ name: "n", type: "number", default: "x" }],
  });
  await expect(wrong).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining("must be a number") });
});

test("a form's ends of lines are those of every other text", async () => {
  await using base = await house();
  await saveBody(base.anna, "k", "a\r\nb");
  expect((await saveBody(base.anna, "k", "a\nb")).outcome).toBe("unchanged");
});

test("a circle is refused with its path, whoever closes it: the house, a bot's own prompt, or a pin", async () => {
  await using base = await house();
  const { anna } = base;
  await saveBody(anna, "a", "first\n {{> b}}");
  await expect(saveBody(anna, "b", "x\n {{> a}}")).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringMatching(/^Line 2, column 2: .*b → a → b/),
  });
  await saveBody(anna, "b", "end");
  await saveBody(anna, "b", "for nova: {{> c}}", { scope: forBot("nova") });
  await expect(saveBody(anna, "c", "{{> a}}")).rejects.toMatchObject({
    message: expect.stringContaining("For the bot nova"),
  });
  await saveBodies(anna, "old", ["{{> new}}", "plain"]);
  await saveBody(anna, "new", "{{> old}}");
  const pinned = pinPrompt(anna, { key: "old", scope: GLOBAL_SCOPE, version: 1, reason: "" });
  await expect(pinned).rejects.toMatchObject({ message: expect.stringContaining("old → new → old") });
});

test("two who come to name each other at the same moment do not both succeed", async () => {
  await using base = await house();
  const both = await Promise.allSettled([saveBody(base.anna, "a", "{{> b}}"), saveBody(base.ben, "b", "{{> a}}")]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("prompts stand five deep in each other and no deeper", async () => {
  await using base = await house();
  const { anna } = base;
  await saveBody(anna, "p5", "end");
  for (const i of [4, 3, 2, 1, 0]) await saveBody(anna, `p${i}`, `{{> p${i + 1}}}`);
  await expect(saveBody(anna, "top", "{{> p0}}")).rejects.toMatchObject({
    message: expect.stringContaining("at most 5 deep"),
  });
});

test("a viewer saves nothing", async () => {
  await using base = await house();
  const { actor: viewer } = await signedIn(base.prisma, "viewer");
  await expect(saveBody(viewer, "k", "x")).rejects.toMatchObject({ code: "forbidden" });
});

test("a save that is cut off before its last word leaves nothing of itself", async () => {
  await using base = await house();
  await saveBody(base.anna, "k", "one");
  // Whoever writes to the audit log comes to this lock last.
  const holder = await base.owner.connect();
  await holder.query("begin");
  await holder.query("select from console.audit_head for update");
  const cut = saveBody(base.anna, "k", "two", { baseVersion: 1 }).catch((error: unknown) => error);
  await using server = await superuser(base);
  const waiting = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await expect.poll(async () => (await server.query(waiting)).rowCount).toBe(1);
  await server.query(`select pg_terminate_backend(pid) from (${waiting}) w`);
  expect(await cut).toMatchObject({ message: expect.stringContaining("terminat") });
  await holder.query("rollback");
  holder.release();
  expect(await resolvePrompt(base.sql, { key: "k", bot: null })).toMatchObject({ version: 1, body: "one" });
  expect((await saveBody(base.anna, "k", "two", { baseVersion: 1 })).version).toBe(2);
});

test("what holds: the bot's pin, its newest, the house's pin, its newest, the default", async () => {
  await using base = await house();
  const { anna } = base;
  const key = "persona.night-watch";
  const now = async (bot: string | null, version?: number) => {
    const found = await resolvePrompt(base.sql, { key, bot, version });
    return found && `${found.scope} ${found.version}${found.pinned ? " pinned" : ""}`;
  };
  const pin = (scope: PromptScope, version: number) => pinPrompt(anna, { key, scope, version, reason: "" });
  expect(await now("nova")).toBe("default 0");
  await saveBodies(anna, key, ["house 1", "house 2"]);
  expect([await now("nova"), await now(null), await now("nobody-knows")]).toEqual(["global 2", "global 2", "global 2"]);
  await pin(GLOBAL_SCOPE, 1);
  expect(await now("nova")).toBe("global 1 pinned");
  await saveBodies(anna, key, ["nova 1", "nova 2"], { scope: forBot("nova") });
  expect([await now("nova"), await now("echo")]).toEqual(["bot:nova 2", "global 1 pinned"]);
  await pin(forBot("nova"), 1);
  expect(await now("nova")).toBe("bot:nova 1 pinned");
  expect([await now("nova", 2), await now("nova", 9), await now(null, 0)]).toEqual(["bot:nova 2", null, "default 0"]);
  const listed = await listBotPrompts(base.sql, "nova");
  expect(listed.find((prompt) => prompt.key === key)).toMatchObject({ scope: "bot:nova", version: 1, pinned: true });
  expect(listed).toHaveLength(SHIPPED_PROMPTS.length);
});

test("a reset brings back what is under it, and its numbers are not given again", async () => {
  await using base = await house();
  const { anna } = base;
  const key = "persona.night-watch";
  await saveBodies(anna, key, ["one", "two"]);
  expect(await resetPrompt(anna, { key, scope: GLOBAL_SCOPE })).toEqual({ scope: "default", version: 0 });
  expect((await saveBody(anna, key, "three")).version).toBe(3);
});

test("missing defaults are seeded once and nothing of one's own is touched", async () => {
  await using base = await house();
  const { anna } = base;
  await saveBody(anna, "chat.scoped_commit", "mine");
  const first = await seedDefaults(anna);
  expect([first.created.length, first.there]).toEqual([SHIPPED_PROMPTS.length - 1, 1]);
  expect(await seedDefaults(anna)).toMatchObject({ created: [] });
  expect(await resolvePrompt(base.sql, { key: "chat.scoped_commit", bot: null })).toMatchObject({ body: "mine" });
});

test("title and folder change without a version", async () => {
  await using base = await house();
  await saveBody(base.anna, "k", "x");
  await describePrompt(base.anna, { key: "k", scope: GLOBAL_SCOPE, title: "T", category: "c", folder: "f" });
  const { rows } = await base.sql.query("select title, folder, newest_version from runtime.prompt_templates");
  expect(rows).toEqual([{ title: "T", folder: "f", newest_version: 1 }]);
});
