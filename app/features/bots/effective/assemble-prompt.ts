import { parseTemplate } from "~/lib/prompt-template/parse-template";
import { contentPathsOf, referencesOf, variablesOf, type TemplateSyntax } from "~/lib/prompt-template/template";

/** A prompt as the bot's runtime would get it. */
export type JoiningPrompt = {
  key: string;
  /** `bot:<slug>`, `global` or `default`. */
  scope: string;
  version: number;
  pinned: boolean;
  syntax: TemplateSyntax;
  body: string;
};

/** What of a profile decides the prompt. */
export type PromptParts = {
  system_prompt: string;
  prompt_override_key: string | null;
  agent_prompt: string;
  prompt_mode: "combined" | "system_only" | "agent_only";
  agent_backend: string;
  tts_mode: boolean;
  voice_optimized: boolean;
  requires_memory: boolean;
  uses_tools: boolean;
};

export type PromptOrigin = { kind: "profile"; field: "system_prompt" | "agent_prompt" } | ({ kind: "prompt" } & Pin);
type Pin = Pick<JoiningPrompt, "key" | "scope" | "version" | "pinned">;

export type PromptSection = {
  id: string;
  title: string;
  /** Why it is there. */
  because: string;
  text: string;
  origin: PromptOrigin;
  /** What the runtime puts in: the rest is sent as it stands. */
  filledIn: string[];
};
export type LeftOut = { id: string; title: string; why: string };
export type AssembledPrompt = {
  sections: PromptSection[];
  /** With `system_only` the agent's own prompt is the task, a message of its own. */
  task: PromptSection | null;
  leftOut: LeftOut[];
  warnings: string[];
};

/** The prompts that may join, in the order in which they stand. */
export const JOINING_KEYS = {
  shared: "agents.global_prompt",
  tools: "agents.mcp_tool_context_template",
  context: "agents.runtime_context_template",
  recall: "chat.global_recall_guidance",
  voice: "chat.tts_output_instructions",
} as const;

/** One of the styles that a message may ask for; none is part of what every turn is told. */
export const STYLE_KEY = "chat.response_style.tldr";

type Prompts = ReadonlyMap<string, JoiningPrompt>;
type Input = { profile: PromptParts; prompts: Prompts; isSharedOn: boolean };

function fromPrompt(prompt: JoiningPrompt, id: string, title: string, because: string): PromptSection {
  const { key, scope, version, pinned, body, syntax } = prompt;
  const parsed = parseTemplate(body, syntax);
  const filledIn = [
    ...variablesOf(parsed),
    ...contentPathsOf(parsed),
    ...referencesOf(parsed).map((each) => `> ${each}`),
  ];
  return { id, title, because, text: body, origin: { kind: "prompt", key, scope, version, pinned }, filledIn };
}

function fromProfile(
  text: string,
  field: "system_prompt" | "agent_prompt",
  { title, because }: { title: string; because: string },
): PromptSection {
  return { id: field, title, because, text, origin: { kind: "profile", field }, filledIn: [] };
}

/** The bot's own voice: its persona, else its system prompt. */
function ownPrompt({ profile, prompts }: Input, warnings: string[]): PromptSection | null {
  const key = profile.prompt_override_key;
  const persona = key ? prompts.get(key) : undefined;
  if (persona)
    return fromPrompt(persona, "persona", "Persona", "It stands in the place of the system prompt, which is kept.");
  if (key) warnings.push(`The persona ${key} is not there, so the system prompt of the bot's own holds.`);
  if (profile.system_prompt.trim() === "") return null;
  return fromProfile(profile.system_prompt, "system_prompt", { title: "System prompt", because: "Who the bot is." });
}

/**
 * The system prompt as the runtimes join it, piece by piece with where each comes from. What stays out is said with
 * the reason: a mode drops more than people expect.
 */
export function assemblePrompt(input: Input): AssembledPrompt {
  const { profile, prompts, isSharedOn } = input;
  const isAgent = profile.agent_backend !== "chat";
  const warnings: string[] = [];
  const sections: PromptSection[] = [];
  const leftOut: LeftOut[] = [];
  const agent =
    profile.agent_prompt.trim() === ""
      ? null
      : fromProfile(profile.agent_prompt, "agent_prompt", {
          title: "Agent prompt",
          because:
            profile.prompt_mode === "combined"
              ? "It stands before the system prompt."
              : "The mode makes it stand alone.",
        });
  const isAlone = profile.prompt_mode === "agent_only";
  const own = ownPrompt(input, warnings);

  const join = (key: string, id: string, title: string, because: string, isWanted: boolean, why: string) => {
    const prompt = prompts.get(key);
    if (!prompt) return;
    if (isAlone) leftOut.push({ id, title, why: "The mode sends the agent prompt alone." });
    else if (isWanted) sections.push(fromPrompt(prompt, id, title, because));
    else leftOut.push({ id, title, why });
  };

  const wantsShared = isAgent && isSharedOn;
  const whyNotShared = isAgent ? "agent_global_prompt_enabled is off." : "Only agents get it; the backend is chat.";
  join(
    JOINING_KEYS.shared,
    "shared",
    "Prompt of all agents",
    "agent_global_prompt_enabled is on.",
    wantsShared,
    whyNotShared,
  );

  if (isAlone) {
    if (agent) sections.push(agent);
    else warnings.push("The mode sends the agent prompt alone, and it is empty: the bot is told nothing.");
    if (own) leftOut.push({ id: own.id, title: own.title, why: "The mode sends the agent prompt alone." });
    if (agent) warnings.push("The system prompt, its rules and all guidance are dropped by the mode.");
  } else {
    if (agent && profile.prompt_mode === "combined") sections.push(agent);
    if (own) sections.push(own);
    else warnings.push("There is no system prompt: the model's own manner holds.");
  }

  const onlyAgents = "Only agents get it; the backend is chat.";
  const wantsTools = isAgent && profile.uses_tools;
  const whyNoTools = isAgent ? "The bot uses no tools." : onlyAgents;
  join(JOINING_KEYS.tools, "tools", "How to use tools", "The bot uses tools.", wantsTools, whyNoTools);
  join(JOINING_KEYS.context, "context", "Where it runs", "Agents are told where they run.", isAgent, onlyAgents);
  join(
    JOINING_KEYS.recall,
    "recall",
    "How to remember",
    "The bot needs its memory.",
    profile.requires_memory,
    "The bot needs no memory.",
  );
  const speaks = profile.tts_mode || profile.voice_optimized;
  join(
    JOINING_KEYS.voice,
    "voice",
    "How to speak aloud",
    "What it writes is read aloud.",
    speaks,
    "Nothing is read aloud.",
  );

  if (prompts.has(STYLE_KEY))
    leftOut.push({ id: "style", title: "Response style", why: "A message asks for it; then it joins for that turn." });
  const task =
    agent && profile.prompt_mode === "system_only" ? { ...agent, because: "The mode sends it as the task." } : null;
  return { sections, task, leftOut, warnings };
}
