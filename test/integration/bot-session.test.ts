import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { listBotRevisions } from "~/data/runtime/bot-revisions.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { updateBot } from "~/features/bots/profile/update-bot.server";
import { clearSession, restoreSession } from "~/features/bots/session/clear-session.server";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

async function world() {
  const database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "operator");
  const config = { session_key: "thread-1", effort: "high", api_key: "sk-secret" };
  await createBot(actor, { slug: "coder", agent_backend: "codex", agent_backend_config: config });
  const readConfig = async () => (await findBotProfile(pool(), "coder"))!.agent_backend_config;
  return { database, actor, config: readConfig, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

test("/new takes the session key away and nothing else, as a revision with its entry", async () => {
  await using house = await world();
  await clearSession(house.actor, "coder");
  expect(await house.config()).toEqual({ effort: "high", api_key: "sk-secret" });
  const { id } = (await findBotProfile(pool(), "coder"))!;
  expect((await listBotRevisions(pool(), id)).map(({ revision, note }) => [revision, note.slice(0, 4)])).toEqual([
    [2, "/new"],
    [1, "Crea"],
  ]);
  const entry = await house.database.prisma.auditEntry.findFirstOrThrow({ where: { action: "bot.changed" } });
  expect(JSON.stringify([entry.before, entry.after])).not.toContain("sk-secret");
  await expect(clearSession(house.actor, "coder")).rejects.toThrow("no session upstream");
});

test("/new is taken back by the revision before it, unless a new session has begun", async () => {
  await using house = await world();
  await clearSession(house.actor, "coder");
  await restoreSession(house.actor, "coder", 1);
  expect(await house.config()).toMatchObject({ session_key: "thread-1" });
  await clearSession(house.actor, "coder");
  await updateBot(house.actor, "coder", {
    fields: { agent_backend_config: { session_key: "thread-2" } },
    baseRevision: 4,
  });
  await expect(restoreSession(house.actor, "coder", 1)).rejects.toThrow("another session since");
});

test("a bot that only chats has no session to clear, and a viewer clears none", async () => {
  await using house = await world();
  await createBot(house.actor, { slug: "talker", agent_backend_config: { session_key: "odd" } });
  await expect(clearSession(house.actor, "talker")).rejects.toThrow("no session upstream");
  const { actor: viewer } = await signedIn(house.database.prisma, "viewer");
  await expect(clearSession(viewer, "coder")).rejects.toThrow("Your role does not allow this");
});
