import { expect, test } from "vitest";
import { renameBot } from "~/features/bots/name/rename-bot.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { getSettingsPage } from "~/features/settings/page/settings-page.server";
import { changeSetting, restoreSetting, type SettingEdit } from "~/features/settings/rules/change-setting.server";
import { getEffectiveSettings } from "~/features/settings/effective-settings.server";
import { setRetention } from "~/features/turns/settings/retention.server";
import { sealedRow } from "~/platform/rotate-secrets.server";
import { unseal } from "~/platform/secret-box.server";
import { action, loader } from "~/routes/settings/settings";
import { signedIn } from "../factories/user";
import { testDatabase, type TestDatabase } from "../setup/database";
import { get, post } from "../setup/request";

const GLOBAL = { type: "global", id: "*" } as const;
const NOVA = { type: "bot", id: "nova" } as const;
const at = (key: string, seen: string | null = null): SettingEdit => ({ scope: GLOBAL, key, seen });

async function world() {
  const database = await testDatabase();
  const { actor, cookie } = await signedIn(database.prisma, "admin");
  return { database, actor, cookie, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

async function lineOf(key: string, scope: typeof GLOBAL | typeof NOVA = GLOBAL) {
  const page = await getSettingsPage(scope, new URLSearchParams({ key }));
  const line = page.groups.flatMap(({ lines }) => lines).find((each) => each.key === key)!;
  return { line, past: page.open?.past ?? [] };
}

function audited({ sql }: TestDatabase) {
  return sql.query<{ action: string; before: unknown; after: unknown }>(
    "select action, before, after from console.audit_log where target_kind = 'setting' order by seq",
  );
}

test("a change, its line in the history and its audit entry are there together, and hold for the next who asks", async () => {
  await using house = await world();
  const { database, actor } = house;
  await changeSetting(actor, at("history_tokens"), { value: 8_000 });
  const { line, past } = await lineOf("history_tokens");
  expect(line).toMatchObject({ value: 8_000, source: "global", own: { updatedBy: actor.name } });
  expect(past).toMatchObject([{ before: null, after: 8_000, by: actor.name }]);
  expect((await audited(database)).rows).toMatchObject([{ action: "setting.changed", after: { value: 8_000 } }]);
  const nova = await getEffectiveSettings(database.sql, "nova");
  expect(nova.find(({ key }) => key === "history_tokens")).toMatchObject({ value: 8_000, source: "global" });
});

test("a change that fails at its last step leaves nothing behind", async () => {
  await using house = await world();
  const { database, actor } = house;
  await database.owner.query("revoke execute on function console.append_audit(jsonb) from wheelhouse_app, public");
  const { rows: before } = await database.owner.query("select count(*)::int as n from runtime.runtime_setting_changes");
  await expect(changeSetting(actor, at("history_tokens"), { value: 8_000 })).rejects.toThrow("append_audit");
  const { rows } = await database.owner.query("select count(*)::int as n from runtime.runtime_setting_changes");
  expect(rows).toEqual(before);
  expect((await lineOf("history_tokens")).line.own).toBeNull();
});

test("who decides on what is no longer there is told what it is now, and nothing changes", async () => {
  await using house = await world();
  const { actor, database, cookie } = house;
  const first = await changeSetting(actor, at("summary_count", ""), { value: 7 });
  const { actor: second } = await signedIn(database.prisma, "admin");
  await expect(changeSetting(second, at("summary_count", ""), { value: 9 })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining(`${actor.name} changed this meanwhile: it is 7 now`),
  });
  const answer = (await action(
    post("/settings", { intent: "set", scope: "global", key: "summary_count", seen: "", value: "9" }, { cookie }),
  )) as { init: { status: number } };
  expect(answer.init.status).toBe(409);
  await changeSetting(second, at("summary_count", first.seen), { value: 9 });
  expect((await lineOf("summary_count")).line.value).toBe(9);
});

test("of many who set the same thing at once, each on what they saw, exactly one wins", async () => {
  await using house = await world();
  const { actor } = house;
  const tries = Array.from({ length: 6 }, (_, n) => changeSetting(actor, at("summary_count", ""), { value: n }));
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await lineOf("summary_count")).past).toHaveLength(1);
});

test("a change is taken back, and any state of the past comes back", async () => {
  await using house = await world();
  const { actor } = house;
  await changeSetting(actor, at("history_scope"), { value: "inline" });
  const none = await changeSetting(actor, at("history_scope"), { value: "none" });
  const back = await restoreSetting(actor, at("history_scope", none.seen), { change: none.change!, side: "before" });
  expect((await lineOf("history_scope")).line.value).toBe("inline");
  const { past } = await lineOf("history_scope");
  expect(past).toHaveLength(3);
  const first = past.at(-1)!;
  await restoreSetting(actor, at("history_scope", back.seen), { change: first.id, side: "before" });
  expect((await lineOf("history_scope")).line).toMatchObject({ own: null, source: "default" });
  await expect(
    restoreSetting(actor, at("history_scope", "2020"), { change: first.id, side: "after" }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("what a setting does not allow is refused with its field named, by the form as well", async () => {
  await using house = await world();
  const { actor, cookie } = house;
  await expect(changeSetting(actor, at("temperature"), { value: 9 })).rejects.toMatchObject({ code: "invalid" });
  await expect(
    changeSetting(actor, { ...at("bot_send_wait_seconds"), scope: NOVA }, { value: 9 }),
  ).rejects.toMatchObject({ code: "invalid", details: { fields: { scope: expect.any(String) } } });
  await expect(changeSetting(actor, at("turns.retention"), { value: {} })).rejects.toMatchObject({ code: "invalid" });
  const send = async (form: Record<string, string>) =>
    (await action(post("/settings", { scope: "global", ...form }, { cookie }))) as {
      data: { fields: Record<string, string> };
    };
  expect((await send({ intent: "set", key: "temperature", value: "9" })).data.fields.value).toContain(
    "between 0 and 2",
  );
  expect(
    (await send({ intent: "set", key: "summarization_job", "part.trigger_tokens": "1" })).data.fields,
  ).toHaveProperty("part.trigger_tokens");
  expect((await send({ intent: "add", key: "history_tokens", value: "1" })).data.fields).toHaveProperty("key");
  expect((await send({ intent: "add", key: "not a key", value: "1" })).data.fields).toHaveProperty("key");
});

test("a secret is sealed, and neither page, history nor audit log knows more than its end", async () => {
  await using house = await world();
  const { database, actor, cookie } = house;
  const secret = "sk-live-0123456789abcdef";
  await changeSetting(actor, at("provider_connection:acme"), { value: secret });
  await changeSetting(actor, at("house_hooks"), { value: { url: "https://example.com", token: secret } });
  const { rows } = await database.sql.query<{ value: { sealed: string } }>(
    "select value from runtime.runtime_settings where key = 'provider_connection:acme'",
  );
  expect(rows[0]!.value.sealed).toMatch(/^1:/);
  const shown = JSON.stringify(await loader(get("/settings?scope=global&key=provider_connection:acme", { cookie })));
  expect(shown).toContain("cdef");
  expect(shown).not.toContain(secret);
  expect(shown).not.toContain(rows[0]!.value.sealed);
  const { rows: told } = await database.sql.query(
    `select (select jsonb_agg(c) from runtime.runtime_setting_changes c)::text || (select jsonb_agg(l) from console.audit_log l)::text as all`,
  );
  expect(JSON.stringify(told)).not.toContain(secret);
  const { past } = await lineOf("provider_connection:acme");
  await expect(
    restoreSetting(actor, at("provider_connection:acme"), { change: past[0]!.id, side: "after" }),
  ).rejects.toMatchObject({ code: "invalid" });
});

test("the secrets of a bot that is renamed open under its new name, and under the old one it finds its settings", async () => {
  await using house = await world();
  const { actor, database } = house;
  await createBot(actor, { slug: "nova" });
  const key = "provider_connection:acme";
  await changeSetting(actor, { ...at(key), scope: NOVA }, { value: "sk-live-0123456789abcdef" });
  await changeSetting(actor, { ...at("top_p"), scope: NOVA }, { value: 0.5 });
  await renameBot(actor, "nova", "stella", 1);
  const { rows } = await database.sql.query<{ scope: string; sealed: string }>(
    "select scope_id as scope, value ->> 'sealed' as sealed from runtime.runtime_settings where key = $1",
    [key],
  );
  expect(rows.map(({ scope }) => scope)).toEqual(["stella"]);
  const place = { table: "runtime.runtime_settings", row: sealedRow(["bot", "stella", key]), column: "value" };
  expect(unseal(rows[0]!.sealed, place)).toBe("sk-live-0123456789abcdef");
  const found = await getEffectiveSettings(database.sql, "nova");
  expect(found.find((setting) => setting.key === "top_p")).toMatchObject({ value: 0.5, source: "bot" });
});

test("a secret amid other JSON is hidden on the page and kept when the rest is changed", async () => {
  await using house = await world();
  const { database, actor } = house;
  await changeSetting(actor, at("house_hooks"), { value: { url: "https://a.example", token: "keep-me" } });
  const { line } = await lineOf("house_hooks");
  expect(line.own?.value).toEqual({ url: "https://a.example", token: "[hidden]" });
  await changeSetting(actor, at("house_hooks"), { value: { url: "https://b.example", token: "[hidden]" } });
  const { rows } = await database.sql.query("select value from runtime.runtime_settings where key = 'house_hooks'");
  expect(rows).toEqual([{ value: { url: "https://b.example", token: "keep-me" } }]);
});

test("search finds a setting by key, name and help, and only what is set is listed on demand", async () => {
  await using house = await world();
  const { actor } = house;
  await changeSetting(actor, at("top_p"), { value: 0.9 });
  await changeSetting(actor, { ...at("house_style"), scope: NOVA }, { value: "dry" });
  const keys = async (scope: typeof GLOBAL | typeof NOVA, search: string) =>
    (await getSettingsPage(scope, new URLSearchParams(search))).groups.flatMap(({ lines }) =>
      lines.map(({ key }) => key),
    );
  expect(await keys(GLOBAL, "q=opening message")).toEqual(["seed_message_max_chars"]);
  expect(await keys(GLOBAL, "q=history_tok")).toEqual(["history_tokens"]);
  expect(await keys(GLOBAL, "only=set")).toEqual(["top_p"]);
  expect(await keys(NOVA, "only=set")).toEqual(["house_style"]);
  expect(await keys(NOVA, "")).not.toContain("bot_send_wait_seconds");
});

test("what the console sets on a page of its own has its history too", async () => {
  await using house = await world();
  const { actor } = house;
  await setRetention(actor, { rows_days: 60, payloads_hours: 168 }, "");
  const { past } = await lineOf("turns.retention");
  expect(past).toMatchObject([{ before: null, after: { rows_days: 60, payloads_hours: 168 }, by: actor.name }]);
});

test("an operator reads the settings and changes none", async () => {
  await using house = await world();
  const { actor, cookie } = await signedIn(house.database.prisma, "operator");
  await expect(loader(get("/settings", { cookie }))).resolves.toMatchObject({ mayWrite: false });
  await expect(changeSetting(actor, at("top_p"), { value: 1 })).rejects.toMatchObject({ code: "forbidden" });
});
