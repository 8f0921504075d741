import type { Sql } from "~/data/postgres.server";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import { renderTemplate, type Rendered, type TemplateSource } from "~/lib/prompt-template/render-template";
import { contentPathsOf } from "~/lib/prompt-template/template";
import type { ContentVariables } from "./content-variables";
import { loadReferences } from "./load-references.server";
import { resolvePrompt, type PromptQuestion } from "./resolve-prompt.server";

export type RenderedPrompt = { scope: string; version: number; rendered: Rendered };

/** A prompt with all that it names, as one text. Null: there is no such prompt. */
export async function renderPrompt(
  sql: Sql,
  question: Omit<PromptQuestion, "known">,
  values: Readonly<Record<string, unknown>>,
  content: ContentVariables,
): Promise<RenderedPrompt | null> {
  const found = await resolvePrompt(sql, question);
  if (!found) return null;
  const { key, bot } = question;
  const root: TemplateSource = {
    key,
    parsed: parseTemplate(found.body!, found.syntax),
    variables: found.variables,
  };
  return { scope: found.scope, version: found.version, rendered: await renderSource(sql, root, bot, values, content) };
}

/** The same for a text that is not saved yet. */
export async function renderSource(
  sql: Sql,
  root: TemplateSource,
  bot: string | null,
  values: Readonly<Record<string, unknown>>,
  content: ContentVariables,
): Promise<Rendered> {
  const sources = await loadReferences(sql, root, bot);
  const paths = [...sources.values()].flatMap(({ parsed }) => contentPathsOf(parsed));
  const texts = paths.length > 0 ? await content(paths, bot) : new Map<string, string>();
  return renderTemplate(root, {
    values,
    resolve: (key) => sources.get(key) ?? null,
    content: (path) => texts.get(path) ?? null,
  });
}
