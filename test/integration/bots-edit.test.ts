import { expect, test } from "vitest";
import { pool } from "~/data/postgres.server";
import { fieldsOf, NEW_BOT } from "~/data/runtime/bot-profile";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { editBot, type EditStep } from "~/features/bots/edit/bot-edit.server";
import { toFormValues, type BotFormValues } from "~/features/bots/edit/bot-form-values";
import { getHistory, restoreBot } from "~/features/bots/history/bot-history.server";
import { getBotProfile } from "~/features/bots/one/bot-view.server";
import { createBot } from "~/features/bots/profile/create-bot.server";
import { updateBot } from "~/features/bots/profile/update-bot.server";
import { HIDDEN } from "~/lib/secret-json";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";

/** The form as a browser sends it. */
function sent(values: BotFormValues): Record<string, unknown> {
  return {
    ...values.texts,
    fallback_model: [...values.fallbacks.map(({ model }) => model), ""],
    fallback_provider: [...values.fallbacks.map(({ provider }) => provider), ""],
    ...Object.fromEntries(values.on.map((name) => [name, "on"])),
  };
}

function is<S extends EditStep["step"]>(step: { step: string }, name: S) {
  expect(step.step).toBe(name);
  return step as Extract<EditStep, { step: S }>;
}

async function aBot() {
  const database = await testDatabase();
  const { actor } = await signedIn(database.prisma);
  const { actor: other } = await signedIn(database.prisma);
  await createBot(actor, {
    slug: "nova",
    name: "Nova",
    system_prompt: "One.\nTwo.",
    agent_backend: "codex",
    agent_backend_config: { session_key: "s", max_turns: 9, effort: 3, token: "sk-1" },
    fallback_models: [{ model: "m", provider: "p" }],
    limits: { max_tool_iterations: 4, other: [1] },
  });
  const values = toFormValues(await getBotProfile("nova"));
  return { actor, other, values, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

test("a form that nobody touched changes nothing, and says so", async () => {
  await using world = await aBot();
  expect(world.values.texts).toMatchObject({ "config.max_turns": "9", "limit.max_tool_iterations": "4" });
  expect(world.values.texts.config_rest).toContain(HIDDEN);
  const step = is(
    await editBot(world.actor, "nova", { intent: "review", base_revision: 1, ...sent(world.values) }),
    "form",
  );
  expect(step).toMatchObject({ message: expect.stringContaining("Nothing was changed"), values: world.values });
});

test("the review names every change before it is saved, and saving keeps what was hidden", async () => {
  await using world = await aBot();
  const form = sent({ ...world.values, on: [], fallbacks: [{ model: "n", provider: "" }] });
  Object.assign(form, { system_prompt: "One.\r\nThree.", "config.max_turns": "12" });
  const review = is(await editBot(world.actor, "nova", { intent: "review", base_revision: 1, ...form }), "review");
  expect(review.changes.map(({ key }) => key)).toEqual([
    "system_prompt",
    "fallback_models",
    "agent_backend_config",
    "requires_memory",
    "include_summaries",
    "include_in_global_search",
    "enabled",
  ]);
  expect(JSON.stringify(review)).not.toContain("sk-1");
  expect((await findBotProfile(pool(), "nova"))?.revision).toBe(1);
  const saved = await editBot(world.actor, "nova", {
    intent: "save",
    base_revision: 1,
    draft: review.values,
    note: "Why not",
  });
  expect(saved).toEqual({ step: "saved", revision: 2 });
  expect(await findBotProfile(pool(), "nova")).toMatchObject({
    system_prompt: "One.\nThree.",
    agent_backend_config: { session_key: "s", max_turns: 12, effort: 3, token: "sk-1" },
    limits: { max_tool_iterations: 4, other: [1] },
    fallback_models: [{ model: "n", provider: null }],
    enabled: false,
  });
});

test("what cannot be read is said at its field, and nothing that was typed is lost", async () => {
  await using world = await aBot();
  const form = { ...sent(world.values), "config.max_turns": "many", limits_rest: "{", name: "x".repeat(200) };
  const step = is(await editBot(world.actor, "nova", { intent: "review", base_revision: 1, ...form }), "form");
  expect(Object.keys(step.fields).toSorted()).toEqual(["config.max_turns", "limits_rest", "name"]);
  expect(step.values.texts).toMatchObject({ "config.max_turns": "many", limits_rest: "{" });
});

test("of two at once the second chooses among three ways, and neither side loses a word", async () => {
  await using world = await aBot();
  await updateBot(world.other, "nova", {
    baseRevision: 1,
    fields: { system_prompt: "Theirs.", description: "Theirs too", name: "Nova" },
  });
  const mine = sent(world.values);
  Object.assign(mine, { system_prompt: "Mine.", default_model: "m-2" });
  const conflict = is(await editBot(world.actor, "nova", { intent: "review", base_revision: 1, ...mine }), "conflict");
  expect(conflict.disputes).toMatchObject([
    { key: "system_prompt", base: "One.\nTwo.", mine: "Mine.", theirs: "Theirs." },
  ]);
  expect(conflict.onlyMine.map(({ key }) => key)).toEqual(["default_model"]);
  expect(conflict.onlyTheirs.map(({ key }) => key)).toEqual(["description"]);
  // Who had gone past the review before the other saved is told the same.
  const late = await editBot(world.actor, "nova", {
    intent: "save",
    base_revision: 1,
    draft: conflict.values,
    note: "",
  });
  is(late, "conflict");
  const merge = { intent: "merge", base_revision: 1, draft: conflict.values } as const;
  const theirs = is(await editBot(world.actor, "nova", { ...merge, "take.system_prompt": "theirs" }), "review");
  expect(theirs.changes.map(({ key }) => key)).toEqual(["default_model"]);
  const ours = is(await editBot(world.actor, "nova", { ...merge, "take.system_prompt": "mine" }), "review");
  expect(ours.baseRevision).toBe(2);
  await editBot(world.actor, "nova", { intent: "save", base_revision: 2, draft: ours.values, note: "" });
  expect(await findBotProfile(pool(), "nova")).toMatchObject({
    system_prompt: "Mine.",
    description: "Theirs too",
    default_model: "m-2",
    agent_backend_config: { token: "sk-1" },
  });
});

test("an old state comes back as a new revision, with what it held", async () => {
  await using world = await aBot();
  const before = fieldsOf((await findBotProfile(pool(), "nova"))!);
  await updateBot(world.actor, "nova", { baseRevision: 1, fields: { ...NEW_BOT, name: "Empty" } });
  const { comparison } = await getHistory("nova", 1, 2);
  expect(comparison?.changes.map(({ key }) => key)).toContain("system_prompt");
  expect(JSON.stringify(comparison)).not.toContain("sk-1");
  await expect(restoreBot(world.actor, "nova", { revision: 1, baseRevision: 1 })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(restoreBot(world.actor, "nova", { revision: 9, baseRevision: 2 })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await restoreBot(world.actor, "nova", { revision: 1, baseRevision: 2 })).toBe(3);
  expect(fieldsOf((await findBotProfile(pool(), "nova"))!)).toEqual(before);
  expect((await getHistory("nova", null, null)).revisions.map(({ note }) => note)).toEqual([
    "Restored revision 1",
    "",
    "Created",
  ]);
});
