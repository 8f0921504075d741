import { expect, test } from "vitest";
import { assemblePrompt, JOINING_KEYS, STYLE_KEY, type JoiningPrompt, type PromptParts } from "./assemble-prompt";

const CHAT: PromptParts = {
  system_prompt: "You are Nova.",
  prompt_override_key: null,
  agent_prompt: "",
  prompt_mode: "combined",
  agent_backend: "chat",
  tts_mode: false,
  voice_optimized: false,
  requires_memory: false,
  uses_tools: false,
};
const AGENT: PromptParts = { ...CHAT, agent_backend: "codex", agent_prompt: "Run the tests.", uses_tools: true };

function prompt(key: string, change: Partial<JoiningPrompt> = {}): JoiningPrompt {
  return {
    key,
    scope: "global",
    version: 1,
    pinned: false,
    syntax: "mustache",
    body: `The text of ${key}.`,
    ...change,
  };
}
const all = new Map(Object.values(JOINING_KEYS).map((key) => [key as string, prompt(key)]));

function assemble(profile: PromptParts, prompts = all, isSharedOn = true) {
  return assemblePrompt({ profile, prompts, isSharedOn });
}
const ids = (profile: PromptParts, prompts = all, isSharedOn = true) =>
  assemble(profile, prompts, isSharedOn).sections.map(({ id }) => id);

test("a chat bot is told its system prompt, and nothing that is meant for agents", () => {
  expect(ids(CHAT)).toEqual(["system_prompt"]);
  expect(assemble(CHAT).leftOut.map(({ id }) => id)).toEqual(["shared", "tools", "context", "recall", "voice"]);
});

test("an agent's own prompt stands before the system prompt, and the shared one before both", () => {
  expect(ids(AGENT)).toEqual(["shared", "agent_prompt", "system_prompt", "tools", "context"]);
  expect(ids(AGENT, all, false)[0]).toBe("agent_prompt");
});

test("flags bring the guidance that belongs to them", () => {
  expect(ids({ ...CHAT, requires_memory: true, tts_mode: true })).toEqual(["system_prompt", "recall", "voice"]);
  expect(ids({ ...CHAT, voice_optimized: true })).toEqual(["system_prompt", "voice"]);
});

test("the agent prompt alone drops everything else, and every drop is named", () => {
  const { sections, leftOut, warnings } = assemble({ ...AGENT, prompt_mode: "agent_only" });
  expect(sections.map(({ id }) => id)).toEqual(["agent_prompt"]);
  expect(leftOut.map(({ id }) => id)).toEqual(["shared", "system_prompt", "tools", "context", "recall", "voice"]);
  expect(warnings).toEqual(["The system prompt, its rules and all guidance are dropped by the mode."]);
});

test("an agent prompt that is to stand alone and is empty leaves the bot with nothing, and that is said", () => {
  const { sections, warnings } = assemble({ ...AGENT, agent_prompt: " ", prompt_mode: "agent_only" });
  expect(sections).toEqual([]);
  expect(warnings[0]).toContain("told nothing");
});

test("with the system prompt only, the agent prompt is the task", () => {
  const { sections, task } = assemble({ ...AGENT, prompt_mode: "system_only" });
  expect(sections.map(({ id }) => id)).not.toContain("agent_prompt");
  expect(task?.text).toBe("Run the tests.");
});

test("a persona stands in the place of the system prompt, with the version that holds", () => {
  const persona = prompt("persona.captain", { scope: "bot:nova", version: 4, pinned: true });
  const { sections } = assemble({ ...CHAT, prompt_override_key: persona.key }, new Map([[persona.key, persona]]));
  expect(sections.map(({ origin }) => origin)).toEqual([
    { kind: "prompt", key: "persona.captain", scope: "bot:nova", version: 4, pinned: true },
  ]);
});

test("a persona that is gone leaves the bot its own words, with a warning", () => {
  const { sections, warnings } = assemble({ ...CHAT, prompt_override_key: "persona.gone" });
  expect(sections[0]!.text).toBe("You are Nova.");
  expect(warnings[0]).toContain("persona.gone");
});

test("a response style is no part of what every turn is told", () => {
  const { sections, leftOut } = assemble(CHAT, new Map([[STYLE_KEY, prompt(STYLE_KEY)]]));
  expect(sections.map(({ id }) => id)).toEqual(["system_prompt"]);
  expect(leftOut.map(({ id }) => id)).toEqual(["style"]);
});

test("a section names what the runtime fills in", () => {
  const voice = prompt(JOINING_KEYS.voice, { body: "Speak {{language}} like {{> persona.captain}}." });
  const { sections } = assemble({ ...CHAT, tts_mode: true }, new Map([[voice.key, voice]]));
  expect(sections.at(-1)!.filledIn).toEqual(["language", "> persona.captain"]);
});
