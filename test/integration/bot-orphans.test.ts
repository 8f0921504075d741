import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { listBotPurges } from "~/data/runtime/bot-purges.server";
import { attachOrphan } from "~/features/bots/orphans/adopt-orphan.server";
import { scanOrphans } from "~/features/bots/orphans/orphan-scan.server";
import { purgeBot, requestPurge, stopPurge } from "~/features/bots/orphans/purge-orphan.server";
import { pauseBot } from "~/features/bots/pause/pause-bots.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { savePrompt } from "~/features/prompts/rules/save-prompt.server";
import { allBotFaces } from "~/platform/bot-faces.server";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { turnWorld } from "../setup/turn-world";

const goesOn = new AbortController().signal;

async function world() {
  const house = await turnWorld();
  const { actor: admin } = await signedIn(house.database.prisma, "admin");
  const turn = (bot: string, n: number) => ({ type: "turn.start", id: `${bot}-${n}`, bot, session_id: `s-${bot}` });
  const setting = (bot: string, key: string) =>
    house.database.owner.query(
      `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_by) values ('bot', $1, $2, '1', 'test')`,
      [bot, key],
    );
  return { ...house, admin, turn, setting };
}

const slugs = async () => (await scanOrphans()).orphans.map(({ slug }) => slug);

test("a bot that anything names and nobody has set up is an orphan, with counts by kind; a former name is none", async () => {
  await using house = await world();
  const { admin, send, turn, setting, database } = house;
  await createBot(admin, { slug: "nova" });
  await database.owner.query("update runtime.bot_profiles set former_slugs = '{old-nova}'");
  await send(turn("nova", 1), turn("old-nova", 1), turn("ghost", 1), turn("ghost", 2));
  await setting("ghost", "summary_count");
  await pauseBot(admin, { bot: "quiet", reason: "" });
  await pauseBot(admin, { bot: "*", reason: "" });
  const { row } = await createApiKey(database.prisma, { name: "Bridge", bots: ["keyed"] });
  const { orphans } = await scanOrphans();
  expect(orphans.map(({ slug, counts }) => [slug, counts])).toEqual([
    ["ghost", { turns: 2, sessions: 1, settings: 1 }],
    ["keyed", {}],
    ["quiet", { pauses: 1 }],
  ]);
  expect(orphans[0]!.last_turn_at).toMatch(/^\d{4}-/);
  expect(orphans[1]!.keys).toEqual([{ id: row.id, name: "Bridge" }]);
});

test("an orphan that was a bot under another name becomes that bot's, with the settings it has no value of its own for", async () => {
  await using house = await world();
  const { admin, send, turn, setting } = house;
  await createBot(admin, { slug: "nova", name: "Nova" });
  await send(turn("ghost", 1));
  await setting("ghost", "summary_count");
  await setting("ghost", "history_tokens");
  await setting("nova", "history_tokens");
  await attachOrphan(admin, "ghost", "nova");
  expect(await findBotProfile(pool(), "ghost")).toMatchObject({ slug: "nova", revision: 2, former_slugs: ["ghost"] });
  expect(await slugs()).toEqual([]);
  expect((await allBotFaces()).faces.get("ghost")).toEqual({ name: "Nova" });
  const { rows } = await house.database.owner.query(
    "select scope_id, key from runtime.runtime_settings order by scope_id, key",
  );
  expect(rows.map(({ scope_id, key }) => `${scope_id} ${key}`)).toEqual([
    "ghost history_tokens",
    "nova history_tokens",
    "nova summary_count",
  ]);
  await expect(attachOrphan(admin, "ghost", "nova")).rejects.toThrow("belongs to a bot");
});

test("a purge deletes everything that names the bot and nothing else, and leaves a receipt", async () => {
  await using house = await world();
  const { admin, send, turn, setting, database } = house;
  await createBot(admin, { slug: "nova" });
  await send(turn("nova", 1), ...Array.from({ length: 620 }, (_, n) => turn("ghost", n)));
  await setting("ghost", "summary_count");
  await savePrompt(admin, {
    ...{ key: "greeting", scope: { type: "bot", id: "ghost" } as const, body: "Boo.", syntax: "mustache" as const },
    baseVersion: 0,
  });
  await pauseBot(admin, { bot: "ghost", reason: "" });
  await expect(requestPurge(admin, "ghost", "gost")).rejects.toThrow("does not match");
  await expect(requestPurge(admin, "nova", "nova")).rejects.toThrow("is set up");
  const id = await requestPurge(admin, "ghost", "ghost");
  await expect(requestPurge(admin, "ghost", "ghost")).rejects.toThrow("already");
  await purgeBot(id, goesOn);
  const [receipt] = await listBotPurges(pool(), 1);
  expect(receipt).toMatchObject({
    state: "done",
    expected_turns: 620,
    removed: { turns: 620, sessions: 1, settings: 1, prompts: 1, pauses: 1 },
  });
  expect(await slugs()).toEqual([]);
  const { rows } = await database.owner.query("select id from runtime.turn_keys");
  expect(rows).toEqual([{ id: "nova-1" }]);
  const actions = await database.prisma.auditEntry.findMany({ orderBy: { seq: "asc" }, select: { action: true } });
  expect(actions.map(({ action }) => action).slice(-2)).toEqual(["bot.purge-began", "bot.purged"]);
});

test("a purge that is stopped leaves the rest, and one whose bot is set up meanwhile stops by itself", async () => {
  await using house = await world();
  const { admin, send, turn } = house;
  await send(turn("ghost", 1), turn("other", 1));
  const stopped = await requestPurge(admin, "ghost", "ghost");
  await stopPurge(admin, stopped);
  await purgeBot(stopped, goesOn);
  expect(await slugs()).toContain("ghost");
  const saved = await requestPurge(admin, "other", "other");
  await createBot(admin, { slug: "other" });
  await purgeBot(saved, goesOn);
  const states = (await listBotPurges(pool(), 5)).map(({ bot_id, state }) => `${bot_id} ${state}`);
  expect(states.toSorted()).toEqual(["ghost stopped", "other stopped"]);
  const { rows } = await house.database.owner.query("select id from runtime.turn_keys order by id");
  expect(rows).toEqual([{ id: "ghost-1" }, { id: "other-1" }]);
});

test("only an admin purges", async () => {
  await using house = await world();
  const { actor } = await signedIn(house.database.prisma, "editor");
  await expect(requestPurge(actor, "ghost", "ghost")).rejects.toThrow("Your role does not allow this");
});
