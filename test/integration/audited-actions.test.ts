import type { ActionFunction } from "@remix-run/node";
import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { JOBS } from "~/jobs.server";
import { transaction } from "~/data/postgres.server";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { NEW_BOT } from "~/data/runtime/bot-profile";
import { requestPurge } from "~/features/bots/orphans/purge-orphan.server";
import { pauseBot } from "~/features/bots/pause/pause-bots.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { createLink } from "~/features/access/one-time-link.server";
import { hashPassword } from "~/features/access/password.server";
import { openTotpSecret } from "~/features/access/totp.server";
import { toFormValues } from "~/features/bots/edit/bot-form-values";
import { planImport } from "~/features/bots/transfer/import-bots.server";
import { updateBot } from "~/features/bots/profile/update-bot.server";
import { TurnStart } from "~/features/turns/ingest/ingest-schemas.server";
import { ingestTurns } from "~/features/turns/ingest/ingest-turns.server";
import { createCredential } from "~/features/settings/credentials/change-credential.server";
import { changeSetting } from "~/features/settings/rules/change-setting.server";
import { savePrompt } from "~/features/prompts/rules/save-prompt.server";
import { addExampleRule } from "~/features/turns/settings/masking-rules.server";
import { createEndpoint } from "~/features/webhooks/webhook-endpoints.server";
import { GLOBAL_SCOPE } from "~/lib/prompt-scope";
import { uuid } from "~/lib/uuid.server";
import { openAlert } from "~/platform/alerts.server";
import { allowHost } from "~/platform/allowed-hosts.server";
import { enqueue } from "~/platform/jobs.server";
import { stepCookie } from "~/platform/session-cookie.server";
import { emitWebhook } from "~/platform/webhooks.server";
import { createApiKey } from "../factories/api-key";
import { createSessionCookie, createUser, signedIn } from "../factories/user";
import { testDatabase, type TestDatabase } from "../setup/database";
import { allIntents } from "../setup/intents";
import { post } from "../setup/request";

type Form = Record<string, string | string[]>;
type Call = { form?: Form; params?: Record<string, string>; cookie?: string };
type Arrange = (database: TestDatabase) => Call | Promise<Call>;

const modules = import.meta.glob<{ action: ActionFunction }>("../../app/routes/**/*.{ts,tsx}");
const PASSWORD = "correct horse battery staple";

/** Writes that leave no entry, and why that is right. */
const NOT_AUDITED: Record<string, string> = {
  "/ dismiss": "a person hides a hint from themselves",
  "/access/audit verify": "it reads the whole log and changes nothing",
  "/turns/export": "it reads the chosen rows for a download and changes nothing",
  "/preferences": "theme and density live in the browser's cookie",
  "/bots/import preview": "it reads a file and stores nothing",
  "/bots/:slug/edit review": "it compares and stores nothing",
  "/bots/:slug/edit back": "it shows the form again",
  "/bots/:slug/edit merge": "it puts two changes together for another look",
  "/settings/masking/new preview": "it tries a rule and stores nothing",
  "/prompts/new preview": "it renders a text and stores nothing",
  "/prompts/:key/edit preview": "it renders a text and stores nothing",
  "/prompts/:key/edit merge": "it puts two texts together and stores nothing",
  "/settings/masking/:id preview": "it tries a rule and stores nothing",
  "/gallery": "a developer's page that keeps a cookie of its own",
};

/** A prompt of the house with two versions. */
async function aPrompt({ prisma }: TestDatabase, form: Form = {}): Promise<Call> {
  const { actor } = await signedIn(prisma, "admin");
  const prompt = { key: "greeting", scope: GLOBAL_SCOPE };
  await savePrompt(actor, { ...prompt, body: "Hello", baseVersion: 0 });
  await savePrompt(actor, { ...prompt, body: "Good day", baseVersion: 1 });
  return { params: { key: "greeting" }, form };
}

async function aProtectedPrompt(database: TestDatabase, form: Form = {}): Promise<Call> {
  const prompt = await aPrompt(database);
  await call(database, "/prompts/:key protect", prompt);
  return { ...prompt, form };
}

async function anAskedMove(database: TestDatabase, cookie?: string): Promise<Call> {
  const prompt = await aProtectedPrompt(database);
  await call(database, "/prompts/:key request", { ...prompt, form: { version: "1" }, ...(cookie && { cookie }) });
  const { rows } = await database.owner.query<{ id: string }>("select id::text from runtime.prompt_pin_requests");
  return { ...prompt, form: { request: rows[0]!.id } };
}

async function withPassword({ prisma }: TestDatabase) {
  const user = await createUser(prisma, { role: "operator", passwordHash: await hashPassword(PASSWORD) });
  return { user, cookie: await createSessionCookie(prisma, user) };
}

async function withCodes(database: TestDatabase) {
  const { user, cookie } = await withPassword(database);
  await call(database, "/account/codes start", { form: { current: PASSWORD }, cookie });
  const code = async () => {
    const { totpSecret } = await database.prisma.user.findUniqueOrThrow({ where: { id: user.id } });
    return new TOTP({ secret: openTotpSecret(totpSecret!, user.id) }).generate();
  };
  return { user, cookie, code };
}

async function withConfirmedCodes(database: TestDatabase): Promise<Call> {
  const { user, cookie, code } = await withCodes(database);
  await call(database, "/account/codes confirm", { form: { code: await code() }, cookie });
  return { form: { current: PASSWORD }, cookie: await createSessionCookie(database.prisma, user) };
}

async function aPerson({ prisma }: TestDatabase, form: Form = {}): Promise<Call> {
  const user = await createUser(prisma, { totpSecret: "sealed", totpConfirmedAt: new Date() });
  await createSessionCookie(prisma, user);
  const { id: sessionId } = await prisma.session.findFirstOrThrow({ where: { userId: user.id } });
  return { params: { id: user.id }, form: { ...form, ...(form.sessionId && { sessionId }) } };
}

async function aKey({ prisma }: TestDatabase, form: Form = {}): Promise<Call> {
  return { params: { id: (await createApiKey(prisma)).row.id }, form };
}

async function aWebhook({ prisma }: TestDatabase, form: Form = {}): Promise<Call> {
  const { actor } = await signedIn(prisma, "admin");
  const host = `127.0.0.1:${9000 + (await prisma.allowedHost.count())}`;
  await allowHost(actor, { host, note: "" });
  const { id } = await createEndpoint(actor, { name: "Pager", url: `http://${host}/`, events: ["alert.opened"] });
  return { params: { id }, form };
}

async function anAlert(): Promise<Call> {
  return { form: { id: (await openAlert({ key: uuid(), severity: "warning", title: "The disk fills up" })).id } };
}

async function aJob({ owner }: TestDatabase): Promise<Call> {
  await transaction((sql) => enqueue(sql, "wait", {}, { runAt: new Date(Date.now() + 3_600_000) }));
  const { rows } = await owner.query<{ id: string }>(
    "select id::text from graphile_worker._private_jobs order by id desc",
  );
  return { form: { "ids[]": [rows[0]!.id] } };
}

const MASK = { name: "Order numbers", kind: "pattern", find: "ACME-[0-9]{6}", replacement: "[order]", bot_id: "" };

async function aMask({ prisma }: TestDatabase, form: Form = {}): Promise<Call> {
  const { actor } = await signedIn(prisma, "admin");
  const id = await addExampleRule(actor, "e-mail");
  return { params: { id }, form: { id, ...form } };
}

async function aSetting(prisma: TestDatabase["prisma"], key: string, bot = ""): Promise<{ form: Form }> {
  const { actor } = await signedIn(prisma, "admin");
  const scope = bot ? ({ type: "bot", id: bot } as const) : ({ type: "global", id: "*" } as const);
  const { seen } = await changeSetting(actor, { scope, key, seen: null }, { value: 7 });
  return { form: { scope: bot ? `bot:${bot}` : "global", key, seen } };
}

function ofBot({ form }: { form: Form }): Call {
  return { form: { scope: "bot:nova", ...form }, params: { slug: "nova" } };
}

async function aCredential({ prisma }: TestDatabase, form: Form = {}): Promise<Call> {
  const { actor } = await signedIn(prisma, "admin");
  const input = { name: uuid(), description: "", kind: "api-key", secret: "a value to be kept" } as const;
  return { params: { id: (await createCredential(actor, input)).id }, form };
}

async function anOrphan({ prisma }: TestDatabase): Promise<Call> {
  const { actor } = await signedIn(prisma, "operator");
  await pauseBot(actor, { bot: "ghost", reason: "" });
  return { form: { slug: "ghost", confirmation: "ghost" } };
}

async function aSession({ prisma }: TestDatabase): Promise<Call> {
  const { actor } = await signedIn(prisma, "operator");
  await createBot(actor, { slug: "coder", agent_backend: "codex", agent_backend_config: { session_key: "thread-1" } });
  return { params: { slug: "coder" } };
}

async function aBot({ prisma }: TestDatabase, form: Form = {}): Promise<Call> {
  const { actor } = await signedIn(prisma, "admin");
  const slug = `bot-${uuid()}`;
  await createBot(actor, { slug });
  await updateBot(actor, slug, { fields: { description: "Answers" }, baseRevision: 1 });
  return { params: { slug }, form };
}

const LIST = { list: "turns", search: "status=error", pathname: "/turns" };

async function aView(database: TestDatabase, form: Form): Promise<Call> {
  const { cookie } = await signedIn(database.prisma, "operator");
  await call(database, "/views create", { form: { ...LIST, name: uuid() }, cookie });
  const { id } = await database.prisma.savedView.findFirstOrThrow({ orderBy: { id: "desc" } });
  return { form: { ...LIST, id, ...form }, cookie };
}

async function aTurn(form: Form = {}): Promise<Call> {
  forgetPartitions();
  const id = `turn-${uuid()}`;
  await ingestTurns({ source: "test", bots: null }, [
    { type: "turn.start", value: TurnStart.parse({ id, bot: "snark" }) },
  ]);
  return { params: { id }, form };
}

async function aChangedTurn(database: TestDatabase, intent: string, form: Form = {}): Promise<Call> {
  const turn = { ...(await aTurn(form)), cookie: (await signedIn(database.prisma, "operator")).cookie };
  await call(database, `/turns/:id ${intent}`, turn);
  return turn;
}

const NOTE = { note: "0b9d7b3e-5d1b-4c58-9a51-6f3f3f2c9f10", body: "Look here" };

/** How each write of the product is done once. A new intent has to be added here, or to the reasons above. */
const WRITES: Record<string, Arrange> = {
  "/bots/new create": () => ({ form: { name: "Nova", prompt_mode: "combined", agent_backend: "chat" } }),
  "/bots/:slug disable": (database) => aBot(database),
  "/bots/:slug enable": async (database) => {
    const bot = await aBot(database);
    await call(database, "/bots/:slug disable", bot);
    return bot;
  },
  "/bots/:slug/edit save": (database) => {
    const values = toFormValues({ ...NEW_BOT, name: "Nova" });
    return aBot(database, { draft: JSON.stringify(values), base_revision: "2", note: "" });
  },
  "/bots/:slug/rename rename": (database) => aBot(database, { slug: `bot-${uuid()}`, base_revision: "2" }),
  "/bots/:slug/delete delete": async (database) => {
    const bot = await aBot(database, { data: "keep", base_revision: "2" });
    return { ...bot, form: { ...bot.form, confirmation: bot.params!.slug! } };
  },
  "/bots/import import": async () => {
    const { text, hash } = await planImport('{"slug": "nova"}');
    return { form: { text, plan: hash } };
  },
  "/bots/:slug/history restore": (database) => aBot(database, { revision: "1", base_revision: "2" }),
  "/turns/:id note": () => aTurn(NOTE),
  "/turns/:id unnote": (database) => aChangedTurn(database, "note", NOTE),
  "/turns/:id bookmark": () => aTurn(),
  "/turns/:id unbookmark": (database) => aChangedTurn(database, "bookmark"),
  "/turns/:id stop": () => aTurn(),
  "/turns/:id unstop": (database) => aChangedTurn(database, "stop"),
  "/turns/delete delete": async () => {
    const id = (await aTurn()).params!.id!;
    return { form: { by: "id", value: id, confirmation: id } };
  },
  "/ remove-sample": async ({ prisma }) => {
    await prisma.sampleData.create({ data: { state: "loaded", endsAt: new Date() } });
    return {};
  },
  "/jobs retry": aJob,
  "/jobs cancel": aJob,
  "/jobs/schedule run": () => ({ form: { task: JOBS.find(({ cron }) => cron)!.name } }),
  "/alerts acknowledge": anAlert,
  "/alerts release": async (database) => {
    const alert = await anAlert();
    await call(database, "/alerts acknowledge", alert);
    return alert;
  },
  "/webhooks/new": async (database) => {
    const { actor } = await signedIn(database.prisma, "admin");
    await allowHost(actor, { host: "127.0.0.1:8999", note: "" });
    return { form: { name: "Chat", url: "http://127.0.0.1:8999/", "events[]": ["alert.opened"] } };
  },
  "/webhooks/hosts allow": () => ({ form: { host: "nas.lan", note: "" } }),
  "/webhooks/hosts forbid": () => ({ form: { host: "nas.lan" } }),
  "/webhooks/:id save": (database) =>
    aWebhook(database, { name: "Pager two", url: "http://127.0.0.1:9000/", "events[]": ["alert.opened"] }),
  "/webhooks/:id enable": async (database) => {
    const webhook = await aWebhook(database);
    await call(database, "/webhooks/:id disable", webhook);
    return webhook;
  },
  "/webhooks/:id disable": aWebhook,
  "/webhooks/:id rotate": aWebhook,
  "/webhooks/:id test": aWebhook,
  "/webhooks/:id delete": (database) => aWebhook(database, { confirmation: "Pager" }),
  "/webhooks/:id redeliver": async (database) => {
    const webhook = await aWebhook(database);
    await transaction((sql) => emitWebhook(sql, "alert.opened", { alert: { key: "a" } }));
    const where = { endpointId: webhook.params!.id! };
    const { id } = await database.prisma.webhookDelivery.findFirstOrThrow({ where });
    await database.prisma.webhookDelivery.update({ where: { id }, data: { status: "failed", finishedAt: new Date() } });
    return { ...webhook, form: { deliveryId: id } };
  },
  "/settings set": () => ({ form: { scope: "global", key: "history_tokens", value: "9000" } }),
  "/settings add": () => ({ form: { scope: "global", key: `house_style_${uuid()}`, value: '"dry"' } }),
  "/settings unset": async ({ prisma }) => aSetting(prisma, "summary_count"),
  "/settings restore": async ({ prisma, sql }) => {
    const { form } = await aSetting(prisma, "memory_n_results");
    const { rows } = await sql.query<{ id: string }>("select max(id)::text as id from runtime.runtime_setting_changes");
    return { form: { ...form, change: rows[0]!.id, side: "before" } };
  },
  "/bots/:slug/settings set": () => ofBot({ form: { key: "history_tokens", value: "9000" } }),
  "/bots/:slug/settings add": () => ofBot({ form: { key: `house_style_${uuid()}`, value: '"dry"' } }),
  "/bots/:slug/settings unset": async ({ prisma }) => ofBot(await aSetting(prisma, "summary_count", "nova")),
  "/bots/:slug/settings restore": async ({ prisma, sql }) => {
    const { form } = await aSetting(prisma, "memory_n_results", "nova");
    const { rows } = await sql.query<{ id: string }>("select max(id)::text as id from runtime.runtime_setting_changes");
    return ofBot({ form: { ...form, change: rows[0]!.id, side: "before" } });
  },
  "/settings/credentials/new": () => ({ form: { name: uuid(), kind: "token", secret: "abcdefghijklmnop" } }),
  "/settings/credentials/:id save": (database) => aCredential(database, { name: uuid(), kind: "other" }),
  "/settings/credentials/:id replace": (database) => aCredential(database, { secret: "another value of it" }),
  "/settings/credentials/:id delete": async (database) => {
    const credential = await aCredential(database);
    const { name } = await database.prisma.credential.findUniqueOrThrow({ where: { id: credential.params!.id! } });
    return { ...credential, form: { confirmation: name } };
  },
  "/prompts seed": () => ({}),
  "/prompts/new create": () => ({ form: { key: "made", body: "Hello", syntax: "mustache" } }),
  "/prompts/:key/edit save": (database) => aPrompt(database, { body: "Another", syntax: "mustache", base: "2" }),
  "/prompts/:key pin": (database) => aPrompt(database, { version: "1" }),
  "/prompts/:key unpin": async (database) => {
    const prompt = await aPrompt(database);
    await call(database, "/prompts/:key pin", { ...prompt, form: { version: "1" } });
    return prompt;
  },
  "/prompts/:key request": (database) => aProtectedPrompt(database, { version: "1" }),
  "/prompts/:key approve": anAskedMove,
  "/prompts/:key refuse": anAskedMove,
  "/prompts/:key withdraw": async (database) => {
    const { cookie } = await signedIn(database.prisma, "admin");
    return { ...(await anAskedMove(database, cookie)), cookie };
  },
  "/prompts/:key protect": (database) => aPrompt(database),
  "/prompts/:key unprotect": (database) => aProtectedPrompt(database),
  "/prompts/:key describe": (database) => aPrompt(database, { title: "Another title" }),
  "/prompts/:key reset": (database) => aPrompt(database, { confirmation: "greeting" }),
  "/settings/retention save": () => ({ form: { rows_days: "90", payloads_hours: "240" } }),
  "/settings/masking add": () => ({ form: { example: "cards" } }),
  "/settings/masking disable": (database) => aMask(database),
  "/settings/masking enable": (database) => aMask(database),
  "/settings/masking/new create": () => ({ form: MASK }),
  "/settings/masking/:id save": (database) => aMask(database, MASK),
  "/settings/masking/:id delete": (database) => aMask(database),
  "/bots/:slug/session clear-session": aSession,
  "/bots/:slug/session restore-session": async (database) => {
    const session = await aSession(database);
    await call(database, "/bots/:slug/session clear-session", session);
    return { ...session, form: { revision: "1" } };
  },
  "/bots/orphans adopt": () => ({ form: { slug: "ghost" } }),
  "/bots/orphans attach": async ({ prisma }) => {
    await createBot((await signedIn(prisma, "operator")).actor, { slug: "nova" });
    return { form: { slug: "ghost", to: "nova" } };
  },
  "/bots/orphans purge": anOrphan,
  "/bots/orphans stop": async (database) => {
    const { form } = await anOrphan(database);
    const { actor } = await signedIn(database.prisma, "admin");
    return { form: { id: await requestPurge(actor, form!.slug as string, form!.slug as string) } };
  },
  "/bots/pauses pause": () => ({ form: { bot: "nova", reason: "it shouts" } }),
  "/bots/pauses pause-chosen": () => ({ form: { bots: "nova,mira" } }),
  "/bots/pauses resume-chosen": async (database) => {
    await call(database, "/bots/pauses pause", { form: { bot: "nova" } });
    return { form: { bots: "nova,mira" } };
  },
  "/bots/pauses resume": async (database) => {
    await call(database, "/bots/pauses pause", { form: { bot: "nova" } });
    return { form: { bot: "nova" } };
  },
  "/access/people/new create": () => ({ form: { name: "Nora", email: "nora@wheelhouse.test", role: "viewer" } }),
  "/access/people/:id role": (database) => aPerson(database, { role: "viewer" }),
  "/access/people/:id disable": aPerson,
  "/access/people/:id enable": async (database) => {
    const person = await aPerson(database);
    await call(database, "/access/people/:id disable", person);
    return person;
  },
  "/access/people/:id reset": aPerson,
  "/access/people/:id remove-codes": aPerson,
  "/access/people/:id end-sessions": aPerson,
  "/access/people/:id end-session": (database) => aPerson(database, { sessionId: "its own" }),
  "/access/keys/new create": () => ({ form: { name: "Bridge", "scopes[]": ["turns:write"] } }),
  "/access/keys/:id rotate": (database) => aKey(database, { overlapHours: "24" }),
  "/access/keys/:id revoke": aKey,
  "/access/sessions end-session": async (database) => {
    const { form } = await aPerson(database, { sessionId: "its own" });
    return { form: form! };
  },
  "/account profile": async (database) => ({
    form: { name: "Renamed", email: `${uuid()}@wheelhouse.test` },
    cookie: (await signedIn(database.prisma)).cookie,
  }),
  "/account end-session": async (database) => {
    const { user, cookie, actor } = await signedIn(database.prisma);
    await createSessionCookie(database.prisma, user);
    const where = { userId: user.id, id: { not: actor.sessionId } };
    return { form: { sessionId: (await database.prisma.session.findFirstOrThrow({ where })).id }, cookie };
  },
  "/account end-others": async (database) => {
    const { user, cookie } = await signedIn(database.prisma);
    await createSessionCookie(database.prisma, user);
    return { cookie };
  },
  "/account/password change": async (database) => ({
    form: { current: PASSWORD, password: "another long enough one" },
    cookie: (await withPassword(database)).cookie,
  }),
  "/account/codes start": async (database) => ({
    form: { current: PASSWORD },
    cookie: (await withPassword(database)).cookie,
  }),
  "/account/codes confirm": async (database) => {
    const { cookie, code } = await withCodes(database);
    return { form: { code: await code() }, cookie };
  },
  "/account/codes cancel": async (database) => ({ cookie: (await withCodes(database)).cookie }),
  "/account/codes renew": withConfirmedCodes,
  "/account/codes remove": withConfirmedCodes,
  "/sign-in sign-in": async (database) => {
    const { user } = await withPassword(database);
    return { form: { email: user.email!, password: PASSWORD }, cookie: "" };
  },
  "/sign-in/code code": async (database) => {
    const { user, cookie, code } = await withCodes(database);
    await call(database, "/account/codes confirm", { form: { code: await code() }, cookie });
    // The code that confirmed is used up.
    await database.prisma.user.update({ where: { id: user.id }, data: { totpLastStep: null } });
    const step = await createLink("second-step", user.id, database.prisma);
    return { form: { code: await code() }, cookie: stepCookie(step, false).split(";")[0]! };
  },
  "/sign-in/reset reset": async (database) => {
    const { user } = await withPassword(database);
    const token = await createLink("reset", user.id, database.prisma);
    return { form: { token, password: "another long enough one" }, cookie: "" };
  },
  "/sign-out": async (database) => ({ cookie: (await signedIn(database.prisma)).cookie }),
  "/welcome welcome": async (database) => ({
    form: { name: "First", email: "first@wheelhouse.test", password: "another long enough one" },
    cookie: (await signedIn(database.prisma, "admin")).cookie,
  }),
  "/views create": async (database) => ({
    form: { ...LIST, name: "Failed turns" },
    cookie: (await signedIn(database.prisma)).cookie,
  }),
  "/views update": (database) => aView(database, { search: "status=ok" }),
  "/views rename": (database) => aView(database, { name: "Renamed" }),
  "/views delete": (database) => aView(database, {}),
};

const intents = allIntents();

/** Calls the action of a route with a form, as an admin unless a cookie says who. */
async function call(database: TestDatabase, name: string, { form = {}, params, cookie }: Call): Promise<void> {
  const found = intents.find((intent) => intent.name === name);
  if (!found) throw new Error(`There is no write ${name}`);
  const { action } = await modules[`../../app/${found.file}`]!();
  const who = cookie ?? (await signedIn(database.prisma, "admin")).cookie;
  const sent = { ...form, ...(found.intent && { intent: found.intent }) };
  const answer: unknown = await Promise.resolve(
    action(post(found.path, sent, { cookie: who, params: params ?? {} })),
  ).catch((thrown: unknown) => thrown);
  if (answer instanceof Response ? answer.status >= 400 : answer instanceof Error) throw answer;
  const refused = (answer as { init?: { status?: number }; data?: unknown } | null)?.init?.status ?? 200;
  if (refused >= 400) throw new Error(`${name} was refused: ${JSON.stringify((answer as { data: unknown }).data)}`);
}

test("every write that a form can ask for is known here", () => {
  const known = [...Object.keys(WRITES), ...Object.keys(NOT_AUDITED)];
  expect(known.toSorted()).toEqual(intents.map(({ name }) => name).toSorted());
});

test.each(Object.entries(WRITES))("%s leaves an entry in the audit log", async (name, arrange) => {
  await using database = await testDatabase();
  if (name === "/webhooks/hosts forbid")
    await call(database, "/webhooks/hosts allow", { form: { host: "nas.lan", note: "" } });
  const prepared = await arrange(database);
  const before = await database.prisma.auditEntry.count();
  await call(database, name, prepared);
  const added = await database.prisma.auditEntry.findMany({ skip: before, orderBy: { seq: "asc" } });
  expect(added.map(({ action }) => action)).not.toEqual([]);
  expect(added.every(({ actorKind, address }) => actorKind === "user" && address === "127.0.0.1")).toBe(true);
});
