import { expect, test } from "vitest";
import { SettingJson, SettingsJson } from "~/features/settings/api/settings-api.server";
import { SETTINGS_OPERATIONS } from "~/features/settings/api/settings-operations.server";
import { createApiKey } from "../factories/api-key";
import { testDatabase } from "../setup/database";
import { machineApi, type Answer } from "../setup/machine-api";
import { MACHINE_ROUTES, UNKNOWN_ROUTE } from "../setup/machine-routes";
import { siteMap } from "../setup/site-map";

const SETTINGS = "/api/v1/settings";

async function world() {
  const database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { key: novaKey } = await createApiKey(database.prisma, { bots: ["nova"] });
  const { key: readKey } = await createApiKey(database.prisma, { scopes: ["config:read"] });
  const { call } = machineApi(MACHINE_ROUTES, UNKNOWN_ROUTE, { key });
  const put = (body: unknown, as = key) => call("PUT", SETTINGS, body, { key: as });
  return { database, call, put, novaKey, readKey, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

function valueOf({ body }: Answer, key: string): SettingJson | undefined {
  return SettingsJson.parse(body).data.find((setting) => setting.key === key);
}

test("every operation has its route, in the site map and here", () => {
  const known = siteMap().map((route) => `/${route.path.replace(/^\//, "")}`);
  for (const { path } of SETTINGS_OPERATIONS) {
    expect(known).toContain(path);
    expect(Object.keys(MACHINE_ROUTES)).toContain(path);
  }
});

test("a runtime reads what holds, with its source, and is answered 304 until something changes", async () => {
  await using api = await world();
  const { call, put } = api;
  const shipped = await call("GET", SETTINGS);
  expect(shipped.body).toMatchObject({ scope: "global", next_cursor: null });
  expect(valueOf(shipped, "history_tokens")).toMatchObject({ value: 12_000, source: "default", is_set: false });
  const etag = shipped.headers.get("etag")!;
  const again = await call("GET", SETTINGS, undefined, { headers: { "If-None-Match": etag } });
  expect([again.status, again.body]).toEqual([304, ""]);
  const set = await put({ key: "history_tokens", value: 8_000 });
  expect(SettingJson.parse(set.body)).toMatchObject({ value: 8_000, source: "global" });
  const changed = await call("GET", SETTINGS, undefined, { headers: { "If-None-Match": etag } });
  expect(changed.status).toBe(200);
  await put({ scope: "bot:nova", key: "history_tokens", value: 4_000 });
  expect(valueOf(await call("GET", `${SETTINGS}?scope=bot:nova`), "history_tokens")).toMatchObject({
    value: 4_000,
    source: "bot",
  });
  expect(valueOf(await call("GET", `${SETTINGS}?scope=bot:other`), "history_tokens")).toMatchObject({
    value: 8_000,
    source: "global",
  });
  const taken = await put({ scope: "bot:nova", key: "history_tokens", value: null });
  expect(taken.body).toMatchObject({ value: 8_000, source: "global" });
});

test("a secret can be set and is never answered", async () => {
  await using api = await world();
  const { call, put, database } = api;
  const secret = "sk-live-0123456789abcdef";
  const answers = [
    await put({ key: "provider_connection:acme", value: secret }),
    await put({ key: "hooks", value: { token: secret } }),
    await call("GET", SETTINGS),
    await call("GET", `${SETTINGS}?scope=bot:nova`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(JSON.stringify(answers.map(({ body }) => body as unknown))).not.toContain(secret);
  expect(valueOf(answers[2]!, "provider_connection:acme")).toMatchObject({
    value: null,
    is_secret: true,
    is_set: true,
  });
  const { rows } = await database.sql.query(
    "select value::text from runtime.runtime_settings where key like 'provider%'",
  );
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test("a bound key reads and sets for its own bots, and a key without the scope sets nothing", async () => {
  await using api = await world();
  const { call, put, novaKey, readKey } = api;
  const status = async (answer: Promise<Answer>) => (await answer).status;
  expect(await status(call("GET", `${SETTINGS}?scope=bot:nova`, undefined, { key: novaKey }))).toBe(200);
  expect(await status(call("GET", SETTINGS, undefined, { key: novaKey }))).toBe(200);
  expect(await status(call("GET", `${SETTINGS}?scope=bot:other`, undefined, { key: novaKey }))).toBe(403);
  expect(await status(put({ scope: "bot:nova", key: "top_p", value: 0.5 }, novaKey))).toBe(200);
  expect(await status(put({ scope: "bot:other", key: "top_p", value: 0.5 }, novaKey))).toBe(403);
  expect(await status(put({ key: "top_p", value: 0.5 }, novaKey))).toBe(403);
  expect(await status(put({ key: "top_p", value: 0.5 }, readKey))).toBe(403);
  expect(await status(call("GET", SETTINGS, undefined, { key: "whk_nobody" }))).toBe(401);
});

test("bad input is 400 and says which field, and a stale base is 409", async () => {
  await using api = await world();
  const { call, put } = api;
  for (const query of ["?scope=nova", "?scope=bot:", "?scope=bot:a%20b"])
    expect((await call("GET", SETTINGS + query)).status).toBe(400);
  const wrong = await put({ key: "temperature", value: 9 });
  expect(wrong).toMatchObject({ status: 400, body: { error: { details: { fields: { value: expect.any(String) } } } } });
  expect((await put({ key: "turns.retention", value: {} })).status).toBe(400);
  expect((await put({ scope: "bot:nova", key: "bot_send_wait_seconds", value: 3 })).status).toBe(400);
  const { body } = await put({ key: "top_p", value: 0.5, base_updated_at: null });
  const base = SettingJson.parse(body).updated_at;
  expect((await put({ key: "top_p", value: 0.6, base_updated_at: base })).status).toBe(200);
  expect(await put({ key: "top_p", value: 0.7, base_updated_at: base })).toMatchObject({
    status: 409,
    body: { error: { code: "conflict" } },
  });
});
