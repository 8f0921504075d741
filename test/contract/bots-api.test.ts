import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { BotDetailJson, BotListJson } from "~/features/bots/api/bot-answers.server";
import { BOT_OPERATIONS } from "~/features/bots/api/bot-operations.server";
import { pauseBot } from "~/features/bots/pause/pause-bots.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { updateBot } from "~/features/bots/profile/update-bot.server";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { machineApi } from "../setup/machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";
import { siteMap } from "../setup/site-map";

const BOTS = "/api/v1/bots";

async function world() {
  const database = await testDatabase();
  const scopes = ["config:read"];
  const { key } = await createApiKey(database.prisma, { scopes });
  const { key: novaKey } = await createApiKey(database.prisma, { scopes, bots: ["nova"] });
  const { key: turnsKey } = await createApiKey(database.prisma, { scopes: ["turns:read"] });
  const { actor } = await signedIn(database.prisma, "admin");
  const { call } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  return { database, actor, call, novaKey, turnsKey, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

test("every operation on bots has its route, in the site map and here", () => {
  const known = siteMap().map((route) => `/${route.path.replace(/^\//, "")}`);
  for (const { path } of BOT_OPERATIONS) {
    const pattern = path.replace("{slug}", ":slug");
    expect(known).toContain(pattern);
    expect(Object.keys(MACHINE_ROUTES)).toContain(pattern);
  }
});

test("a bot tells everything that holds for it: profile, pause, settings with their source, prompts", async () => {
  await using api = await world();
  const { call, actor, database } = api;
  await createBot(actor, {
    ...{ slug: "nova", name: "Nova", system_prompt: "Be brief.", agent_backend: "codex", default_model: "gpt-5-codex" },
    agent_backend_config: { session_key: "thread-1", api_key: "sk-secret", effort: "high" },
    nextcloud_config: { url: "https://cloud.example", password: "hunter2" },
  });
  await database.owner.query(
    `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_by)
     values ('global', '*', 'history_tokens', '8000', 'test'), ('bot', 'nova', 'summary_count', '2', 'test')`,
  );
  const answer = await call("GET", `${BOTS}/nova`);
  expect(answer.status).toBe(200);
  const bot = BotDetailJson.parse(answer.body);
  expect(bot).toMatchObject({ slug: "nova", configured: true, enabled: true, paused: false, paused_reason: null });
  expect(bot.profile).toMatchObject({ system_prompt: "Be brief.", agent_backend_config: { session_key: "thread-1" } });
  expect(JSON.stringify(answer.body)).not.toMatch(/sk-secret|hunter2/);
  const source = (key: string) => bot.settings.find((setting) => setting.key === key);
  expect(source("history_tokens")).toMatchObject({ value: 8000, source: "global" });
  expect(source("summary_count")).toMatchObject({ value: 2, source: "bot", via: "setting" });
  expect(source("history_scope")).toMatchObject({ source: "default" });
  expect(bot.prompts.length).toBeGreaterThan(0);
  expect(bot.prompts.every(({ scope, version }) => (scope === "default") === (version === 0))).toBe(true);
});

test("a pause is told with its reason, of the bot's own before that of every bot", async () => {
  await using api = await world();
  const { call, actor } = api;
  await createBot(actor, { slug: "nova" });
  await pauseBot(actor, { bot: "*", reason: "all stop" });
  const every = (await call("GET", `${BOTS}/nova`)).body;
  expect(every).toMatchObject({ paused: true, paused_reason: "all stop", pause: { scope: "every" } });
  await pauseBot(actor, { bot: "nova", reason: "it shouts" });
  const own = (await call("GET", `${BOTS}/nova`)).body;
  expect(own).toMatchObject({ paused: true, paused_reason: "it shouts", pause: { scope: "bot" } });
  expect((await call("GET", BOTS)).body.data[0]).toMatchObject({ paused: true, paused_reason: "it shouts" });
});

test("who has the newest answer gets 304 until something about the bot changes", async () => {
  await using api = await world();
  const { call, actor } = api;
  await createBot(actor, { slug: "nova" });
  for (const path of [BOTS, `${BOTS}/nova`]) {
    const first = await call("GET", path);
    const etag = first.headers.get("etag")!;
    const headers = { "if-none-match": etag };
    expect(await call("GET", path, undefined, { headers })).toMatchObject({ status: 304, body: "" });
    const bot = await findBotProfile(pool(), "nova");
    await updateBot(actor, "nova", { fields: { description: `Read at ${path}` }, baseRevision: bot!.revision });
    const after = await call("GET", path, undefined, { headers });
    expect(after.status).toBe(200);
    expect(after.headers.get("etag")).not.toBe(etag);
  }
});

test("a key that is bound to bots sees only those, and the scope is asked for", async () => {
  await using api = await world();
  const { call, actor, novaKey, turnsKey } = api;
  await createBot(actor, { slug: "nova" });
  await createBot(actor, { slug: "mira" });
  const own = await call("GET", BOTS, undefined, { key: novaKey });
  expect(own.body.data.map(({ slug }: { slug: string }) => slug)).toEqual(["nova"]);
  expect((await call("GET", `${BOTS}/mira`, undefined, { key: novaKey })).status).toBe(403);
  expect((await call("GET", `${BOTS}/nobody`, undefined, { key: novaKey })).status).toBe(403);
  expect((await call("GET", BOTS, undefined, { key: turnsKey })).status).toBe(403);
});

test("the list goes on by cursor without a gap, and refuses a cursor of elsewhere", async () => {
  await using api = await world();
  const { call, actor } = api;
  for (const slug of ["a", "B", "c", "d:1", "_e"]) await createBot(actor, { slug });
  const seen: string[] = [];
  let path = `${BOTS}?limit=2`;
  for (;;) {
    const page = BotListJson.parse((await call("GET", path)).body);
    seen.push(...page.data.map(({ slug }) => slug));
    if (!page.next_cursor) break;
    path = `${BOTS}?limit=2&cursor=${page.next_cursor}`;
  }
  expect(seen).toEqual(["B", "_e", "a", "c", "d:1"]);
  expect((await call("GET", `${BOTS}?cursor=nonsense`)).status).toBe(400);
  expect((await call("GET", `${BOTS}?limit=201`)).status).toBe(400);
});

test("a bot nobody has set up is told of where something names it, a former slug finds its bot, and others are 404", async () => {
  await using api = await world();
  const { call, actor, database } = api;
  await createBot(actor, { slug: "nova" });
  await database.owner.query("update runtime.bot_profiles set former_slugs = '{old-nova}'");
  expect((await call("GET", `${BOTS}/old-nova`)).body).toMatchObject({ slug: "nova", former_slugs: ["old-nova"] });
  await pauseBot(actor, { bot: "stranger", reason: "" });
  const stranger = BotDetailJson.parse((await call("GET", `${BOTS}/stranger`)).body);
  expect(stranger).toMatchObject({ configured: false, paused: true, profile: null });
  expect((await call("GET", `${BOTS}/nobody`)).status).toBe(404);
});
