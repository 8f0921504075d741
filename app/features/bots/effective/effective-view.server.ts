import { pool, type Sql } from "~/data/postgres.server";
import { NEW_BOT, type BotProfile } from "~/data/runtime/bot-profile";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { hideSecrets } from "~/lib/secret-json";
import { assemblePrompt, JOINING_KEYS, STYLE_KEY, type JoiningPrompt, type PromptSection } from "./assemble-prompt";
import type { EffectiveSources, EffectiveValue } from "./effective-sources";
import { profileValues } from "./profile-values";
import { promptTokens } from "./prompt-tokens.server";

/** Of a long text the beginning: the whole is where it is changed. */
const SHOWN_CHARS = 12_000;

export type SectionView = PromptSection & { tokens: number; chars: number };
export type ValueGroup = { title: string; values: EffectiveValue[] };

async function viewOf(section: PromptSection): Promise<SectionView> {
  const { text } = section;
  return { ...section, text: text.slice(0, SHOWN_CHARS), chars: text.length, tokens: await promptTokens(text) };
}

async function joiningPrompts(sql: Sql, bot: string, profile: BotProfile | null, sources: EffectiveSources) {
  const keys = [...Object.values(JOINING_KEYS), STYLE_KEY, profile?.prompt_override_key].filter(
    (key) => typeof key === "string",
  );
  const found = new Map<string, JoiningPrompt>();
  for (const key of new Set(keys)) {
    const prompt = await sources.resolve(sql, { key, bot });
    if (prompt) found.set(key, { ...prompt, body: prompt.body ?? "" });
  }
  return found;
}

function grouped(values: EffectiveValue[]): ValueGroup[] {
  const titles = [...new Set(values.map(({ group }) => group))];
  return titles.map((title) => ({ title, values: values.filter(({ group }) => group === title) }));
}

/** What a bot runs with right now, and where each part of it comes from. Nothing of it is stored: it is put together. */
export async function getEffectiveView(asked: string, sources: EffectiveSources) {
  const sql = pool();
  const profile = await findBotProfile(sql, asked);
  const slug = profile?.slug ?? asked;
  const settings = await sources.settings(sql, slug);
  const prompts = await joiningPrompts(sql, slug, profile, sources);
  const isSharedOn = settings.some(({ key, value }) => key === "agent_global_prompt_enabled" && value === true);
  const { sections, task, leftOut, warnings } = assemblePrompt({ profile: profile ?? NEW_BOT, prompts, isSharedOn });
  const views: SectionView[] = [];
  for (const section of sections) views.push(await viewOf(section));
  const known = new Set(settings.map(({ key }) => key));
  const own = profile ? profileValues(hideSecrets(profile), known) : [];
  return {
    slug,
    isConfigured: profile !== null,
    prompt: {
      sections: views,
      task: task && (await viewOf(task)),
      leftOut,
      warnings: profile ? warnings : [],
      tokens: views.reduce((sum, { tokens }) => sum + tokens, 0),
      chars: views.reduce((sum, { chars }) => sum + chars, 0),
    },
    groups: grouped([...own, ...settings]),
  };
}

export type EffectiveView = Awaited<ReturnType<typeof getEffectiveView>>;
