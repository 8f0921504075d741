import { expect, test } from "vitest";
import { JOBS } from "~/jobs.server";
import { pool, transaction } from "~/data/postgres.server";
import { listBotSightings, readBotFigures, firstHour } from "~/data/runtime/bot-figures.server";
import { insertBotPause, listBotPauses } from "~/data/runtime/bot-pauses.server";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { findDeletedBot } from "~/data/runtime/bot-revisions.server";
import { writeSettingRow } from "~/data/runtime/runtime-settings.server";
import { getBotList } from "~/features/bots/list/bot-list.server";
import { deleteBot, getBotDeletion, getDeletionPreview } from "~/features/bots/name/delete-bot.server";
import { getRenamePreview, renameBot } from "~/features/bots/name/rename-bot.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { updateBot } from "~/features/bots/profile/update-bot.server";
import { keepTurnMargins } from "~/features/turns/fold-turn-ledger.server";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { turnWorld } from "../setup/turn-world";

type World = Awaited<ReturnType<typeof turnWorld>>;

async function aPrompt(api: World, bot: string): Promise<void> {
  await api.database.sql.query(
    `insert into runtime.prompt_templates (key, scope_type, scope_id, newest_version, active_version, updated_by) values ('greeting', 'bot', $1, 2, 1, 'x')`,
    [bot],
  );
  for (const version of [1, 2])
    await api.database.sql.query(
      `insert into runtime.prompt_template_versions (key, scope_type, scope_id, version, body, body_sha256, created_by)
       values ('greeting', 'bot', $1, $2, 'Hello', 'aa', 'x')`,
      [bot, version],
    );
  await api.database.sql.query(
    "insert into runtime.prompt_pins (key, scope_type, scope_id, version, pinned_by) values ('greeting', 'bot', $1, 1, 'x')",
    [bot],
  );
}

async function aBusyBot() {
  const api = await turnWorld();
  await keepTurnMargins();
  const { actor } = await signedIn(api.database.prisma, "admin");
  await createBot(actor, { slug: "nova", name: "Nova" });
  await transaction((sql) =>
    writeSettingRow(sql, { type: "bot", id: "nova" }, { key: "history_tokens", value: 5, by: "x" }),
  );
  await aPrompt(api, "nova");
  await transaction((sql) =>
    insertBotPause(sql, { bot: "nova", by: "x", reason: "", pausedAt: "2030-01-01T00:00:00Z" }),
  );
  const { row } = await createApiKey(api.database.prisma, { bots: ["nova"] });
  await api.send(
    { type: "turn.start", id: "t1", bot: "nova", session_id: "s1" },
    { type: "turn.update", id: "t1", status: "ok", latency_ms: 100 },
    { type: "turn.start", id: "t2", bot: "other" },
  );
  await keepTurnMargins();
  return { api, actor, keyId: row.id, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

test("a renamed bot takes settings, prompts and pins along, guards hold for both names, and its turns are still its own", async () => {
  await using world = await aBusyBot();
  const { api, actor } = world;
  expect((await getRenamePreview("nova", null)).references).toMatchObject({
    settings: 1,
    prompts: 1,
    pauses: 1,
    keys: 1,
    turns: 1,
  });
  await renameBot(actor, "nova", "stella", 1);
  const bot = await findBotProfile(pool(), "nova");
  expect(bot).toMatchObject({ slug: "stella", former_slugs: ["nova"], revision: 2 });
  const { rows } = await api.database.sql.query(
    `select (select array_agg(scope_id) from runtime.runtime_settings) as settings, (select array_agg(scope_id) from runtime.prompt_templates) as prompts,
            (select array_agg(version order by version) from runtime.prompt_template_versions where scope_id = 'stella') as versions,
            (select array_agg(scope_id || version) from runtime.prompt_pins) as pins`,
  );
  expect(rows[0]).toEqual({ settings: ["stella"], prompts: ["stella"], versions: [1, 2], pins: ["stella1"] });
  expect((await listBotPauses(pool())).map(({ bot_id }) => bot_id).toSorted()).toEqual(["nova", "stella"]);
  const key = await api.database.prisma.apiKey.findUniqueOrThrow({ where: { id: world.keyId } });
  expect(key.bots).toEqual(["nova", "stella"]);
  expect(await readBotFigures(pool(), firstHour(Date.now()))).toMatchObject([{ turns: 1 }, { turns: 1 }]);
  const { page } = await getBotList(new URLSearchParams("q=stella"));
  expect(page.rows).toMatchObject([{ slug: "stella", turns: 1, isConfigured: true }]);
  expect(page.rows[0]!.hours.at(-1)).toBe(1);
  const all = await getBotList(new URLSearchParams());
  expect(all.page.rows.map(({ slug }) => slug).toSorted()).toEqual(["other", "stella"]);
});

test("a name that is another's, was another's, or would cover what stands there is refused, and nothing moves", async () => {
  await using world = await aBusyBot();
  const { api, actor } = world;
  await createBot(actor, { slug: "iris" });
  await renameBot(actor, "iris", "flora", 1);
  for (const taken of ["flora", "iris", "Flora", "new", "no spaces", "nova"])
    await expect(renameBot(actor, "nova", taken, 1)).rejects.toMatchObject({
      details: { fields: { slug: expect.any(String) } },
    });
  await aPrompt(api, "ghost");
  await expect(renameBot(actor, "nova", "ghost", 1)).rejects.toMatchObject({ code: "conflict" });
  await expect(renameBot(actor, "nova", "free", 7)).rejects.toMatchObject({ code: "conflict" });
  expect(await findBotProfile(pool(), "nova")).toMatchObject({ slug: "nova", revision: 1 });
  // Back to a name of its own is no collision.
  await renameBot(actor, "flora", "iris", 2);
  expect(await findBotProfile(pool(), "iris")).toMatchObject({ former_slugs: ["flora"] });
});

test("a deleted bot keeps its data when that is asked for, and leaves its last state", async () => {
  await using world = await aBusyBot();
  const { actor } = world;
  const wrong = deleteBot(actor, "nova", { intent: "delete", data: "keep", confirmation: "Nova", base_revision: 1 });
  await expect(wrong).rejects.toMatchObject({ details: { fields: { confirmation: expect.any(String) } } });
  const { id } = await deleteBot(actor, "nova", {
    intent: "delete",
    data: "keep",
    confirmation: "nova",
    base_revision: 1,
  });
  expect(await getBotDeletion(id)).toMatchObject({ state: "done", is_purge: false, counts: { profiles: 1 } });
  expect(await findBotProfile(pool(), "nova")).toBeNull();
  expect(await findDeletedBot(pool(), "nova")).toMatchObject({
    revision: 2,
    note: "Deleted",
    profile: { name: "Nova" },
  });
  const { page } = await getBotList(new URLSearchParams("setup=unconfigured"));
  expect(page.rows.map(({ slug }) => slug).toSorted()).toEqual(["nova", "other"]);
});

test("a purge takes everything under every name of the bot, and its receipt counts what went", async () => {
  await using world = await aBusyBot();
  const { api, actor } = world;
  await renameBot(actor, "nova", "stella", 1);
  expect((await getDeletionPreview("stella")).references.turns).toBe(1);
  const { actor: operator } = await signedIn(api.database.prisma, "operator");
  const asked = { intent: "delete", data: "purge", confirmation: "stella", base_revision: 2 } as const;
  await expect(deleteBot(operator, "stella", asked)).rejects.toMatchObject({ code: "forbidden" });
  const { id } = await deleteBot(actor, "stella", asked);
  expect(await getBotDeletion(id)).toMatchObject({
    state: "waiting",
    turns_expected: 1,
    counts: { profiles: 1, settings: 1, prompts: 1, pauses: 2, keys: 1 },
  });
  const job = JOBS.find(({ name }) => name === "bots.delete-data")!;
  const context = { id: "1", attempt: 1, maxAttempts: 5, signal: new AbortController().signal };
  await job.run({ id }, context);
  const receipt = await getBotDeletion(id);
  expect(receipt).toMatchObject({ state: "done", counts: { turns: 1, sessions: 1, profiles: 1 } });
  await job.run({ id }, context);
  expect(await getBotDeletion(id)).toEqual(receipt);
  await keepTurnMargins();
  expect((await listBotSightings(pool())).map(({ bot_id }) => bot_id)).toEqual(["other"]);
  const key = await api.database.prisma.apiKey.findUniqueOrThrow({ where: { id: world.keyId } });
  expect(key).toMatchObject({ bots: [], revokedAt: expect.any(Date) });
});

test("a bot that is changed while somebody deletes it is not deleted unseen", async () => {
  await using world = await aBusyBot();
  const { actor } = world;
  await updateBot(actor, "nova", { fields: { description: "More" }, baseRevision: 1 });
  const late = deleteBot(actor, "nova", { intent: "delete", data: "keep", confirmation: "nova", base_revision: 1 });
  await expect(late).rejects.toMatchObject({ code: "conflict" });
  expect(await findBotProfile(pool(), "nova")).not.toBeNull();
});
