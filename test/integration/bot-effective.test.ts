import { expect, test } from "vitest";
import { getEffectiveView } from "~/features/bots/effective/effective-view.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { listBotPrompts } from "~/features/prompts/rules/list-bot-prompts.server";
import { resolvePrompt } from "~/features/prompts/rules/resolve-prompt.server";
import { savePrompt } from "~/features/prompts/rules/save-prompt.server";
import { getEffectiveSettings } from "~/features/settings/effective-settings.server";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

const SOURCES = { settings: getEffectiveSettings, prompts: listBotPrompts, resolve: resolvePrompt };

test("what a bot is told is put together of its profile and of the prompts that hold for it, with tokens that add up", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  await createBot(actor, {
    ...{ slug: "coder", system_prompt: "Small commits.", agent_prompt: "Run the tests.", uses_tools: true },
    agent_backend: "codex",
  });
  await savePrompt(actor, {
    key: "agents.global_prompt",
    scope: { type: "bot", id: "coder" },
    body: "Be kind, {{ user }}.",
    syntax: "mustache",
    baseVersion: 0,
  });
  const set = `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_by)
               values ('global', '*', 'agent_global_prompt_enabled', 'true', 'test')`;
  const before = await getEffectiveView("coder", SOURCES);
  expect(before.prompt.sections.map(({ id }) => id)).not.toContain("shared");
  await database.owner.query(set);
  const { prompt, groups } = await getEffectiveView("coder", SOURCES);
  expect(prompt.sections.slice(0, 3).map(({ id }) => id)).toEqual(["shared", "agent_prompt", "system_prompt"]);
  expect(prompt.sections[0]).toMatchObject({
    origin: { kind: "prompt", key: "agents.global_prompt", scope: "bot:coder", version: 1, pinned: false },
    filledIn: ["user"],
  });
  expect(prompt.sections[1]!.tokens).toBe(4);
  expect(prompt.tokens).toBe(prompt.sections.reduce((sum, { tokens }) => sum + tokens, 0));
  const values = groups.flatMap((group) => group.values);
  const source = (key: string) => values.find((value) => value.key === key)?.source;
  expect(source("agent_global_prompt_enabled")).toBe("global");
  expect(source("agent_backend")).toBe("bot");
  expect(source("history_tokens")).toBe("default");
  expect(new Set(values.map(({ key }) => key)).size).toBe(values.length);
});

test("a bot that nobody has set up runs with what the house says", async () => {
  await using _database = await testDatabase();
  const { isConfigured, groups, prompt } = await getEffectiveView("stranger", SOURCES);
  expect(isConfigured).toBe(false);
  expect(prompt.warnings).toEqual([]);
  expect(groups.flatMap(({ values }) => values).every(({ source }) => source === "default")).toBe(true);
});
