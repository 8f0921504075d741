import { expect, test } from "vitest";
import { uuid } from "~/lib/uuid.server";
import { getEffectiveSettings } from "~/features/settings/effective-settings.server";
import { describeSetting } from "~/features/settings/registry/setting-registry";
import { RETENTION } from "~/features/turns/ingest/door-rules.server";
import { testDatabase, type TestDatabase } from "../setup/database";

async function put({ sql }: TestDatabase, scope: string, key: string, value: unknown): Promise<void> {
  await sql.query(
    `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_by)
     values ($1, $2, $3, $4::jsonb, 'test')`,
    [scope === "*" ? "global" : "bot", scope, key, JSON.stringify(value)],
  );
}

async function one({ sql }: TestDatabase, bot: string | null, key: string) {
  return (await getEffectiveSettings(sql, bot)).find((setting) => setting.key === key);
}

test("a bot's setting wins over its profile, the profile over the house's setting, and that over the default", async () => {
  await using database = await testDatabase();
  expect(await one(database, "nova", "timeout_seconds")).toMatchObject({ value: null, source: "default", via: null });
  await put(database, "*", "timeout_seconds", 60);
  expect(await one(database, "nova", "timeout_seconds")).toMatchObject({ value: 60, source: "global" });
  await database.sql.query(
    `insert into runtime.bot_profiles (id, slug, name, include_summaries, agent_backend_config, updated_by)
     values ($1, 'nova', 'Nova', false, '{"timeout_seconds": 90, "effort": "high"}', 'test')`,
    [uuid()],
  );
  expect(await one(database, "nova", "timeout_seconds")).toMatchObject({ value: 90, source: "bot", via: "profile" });
  expect(await one(database, "nova", "include_summaries")).toMatchObject({ value: false, source: "bot" });
  expect(await one(database, "other", "timeout_seconds")).toMatchObject({ value: 60, source: "global" });
  await put(database, "nova", "timeout_seconds", 120);
  expect(await one(database, "nova", "timeout_seconds")).toMatchObject({ value: 120, source: "bot", via: "setting" });
  expect(await one(database, null, "timeout_seconds")).toMatchObject({ value: 60, source: "global" });
});

test("keys that nobody registered are there when set, a secret's value never, and a value that is not allowed is not used", async () => {
  await using database = await testDatabase();
  await put(database, "*", "house_style", { tone: "dry" });
  await put(database, "nova", "provider_connection:acme", { api_key: "sk-in-the-clear" });
  await put(database, "*", "history_tokens", "many");
  await put(database, "nova", "bot_send_wait_seconds", 5);
  expect(await one(database, "nova", "house_style")).toMatchObject({ value: { tone: "dry" }, group: "Other keys" });
  expect(await one(database, "nova", "provider_connection:acme")).toMatchObject({
    value: null,
    isSecret: true,
    isSet: true,
  });
  expect(await one(database, "nova", "history_tokens")).toMatchObject({ value: 12_000, source: "default" });
  expect(await one(database, "nova", "bot_send_wait_seconds")).toMatchObject({ value: 300, source: "default" });
  expect(JSON.stringify(await getEffectiveSettings(database.sql, "nova"))).not.toContain("sk-in-the-clear");
});

test("an object keeps the shipped parts that a value leaves out", async () => {
  await using database = await testDatabase();
  await put(database, "*", "summarization_job", { trigger_tokens: 8_000 });
  expect((await one(database, null, "summarization_job"))?.value).toMatchObject({
    trigger_tokens: 8_000,
    session_gap_seconds: 3_600,
  });
});

test("what the console sets on a page of its own has the same default there and here", () => {
  expect(describeSetting(RETENTION.key)).toMatchObject({ default: RETENTION.fallback, page: "/settings/retention" });
});
