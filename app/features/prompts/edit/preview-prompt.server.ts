import { pool } from "~/data/postgres.server";
import { readTurnValues } from "~/data/runtime/prompt-effect.server";
import { countTokens } from "~/lib/count-tokens";
import { botOfScope, parsePromptScope } from "~/lib/prompt-scope";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import { exampleValues, type PromptVariable } from "~/lib/prompt-template/prompt-variable";
import { contentPathsOf, variablesOf, type TemplateSyntax } from "~/lib/prompt-template/template";
import type { ContentVariables } from "../rules/content-variables";
import { renderSource } from "../rules/render-prompt.server";

type Asked = {
  key: string;
  scope: string;
  body: string;
  syntax: TemplateSyntax;
  variables: PromptVariable[];
  /** A turn whose values are wanted; empty: the examples. */
  turn: string;
};

export type PromptPreview = {
  /** Null: it cannot be rendered, for these reasons. */
  text: string | null;
  tokens: number | null;
  problems: { key: string; line: number; column: number; message: string }[];
  missing: string[];
  /** What a past turn said of the values it used; null where the examples were asked for. */
  turn: { id: string; bot: string; at: string; given: string[]; note: string | null } | null;
  /** Placeholders that examples stand in for. */
  examples: string[];
  content: string[];
};

/** The text as a runtime would get it: the whole, or nothing and the reasons. */
export async function previewPrompt(asked: Asked): Promise<PromptPreview> {
  const { key, body, syntax, variables } = asked;
  const parsed = parseTemplate(body, syntax);
  const scope = parsePromptScope(asked.scope);
  const turn = asked.turn === "" ? null : await readTurn(key, asked.turn);
  const examples = exampleValues(variables);
  const values = { ...examples, ...turn?.values };
  const bot = scope && botOfScope(scope);
  const rendered = await renderSource(pool("pages"), { key, parsed, variables }, bot, values, asWritten);
  const used = variablesOf(parsed);
  return {
    text: rendered.text,
    tokens: rendered.text === null ? null : await countTokens(rendered.text),
    problems: rendered.problems.map(({ key: of, line, column, message }) => ({ key: of, line, column, message })),
    missing: rendered.missing,
    turn: turn && { id: turn.id, bot: turn.bot, at: turn.at, given: Object.keys(turn.values), note: turn.note },
    examples: used.filter((name) => name in examples && !(turn && name in turn.values)),
    content: contentPathsOf(parsed),
  };
}

/** What content says is known only when a runtime fetches it. */
const asWritten: ContentVariables = (paths) => Promise.resolve(new Map(paths.map((path) => [path, `{{${path}}}`])));

async function readTurn(key: string, id: string) {
  const found = await readTurnValues(pool("pages"), id);
  if (!found) return { id, bot: "", at: "", values: {}, note: "There is no such turn any more." };
  const values = valuesFor(key, found.values);
  const note = found.payload_expired
    ? "The texts of this turn are no longer kept, and its values with them."
    : Object.keys(values).length === 0
      ? "This turn did not say which values it used: its metadata has no prompt_variables. Nothing else tells them."
      : null;
  return { id, bot: found.bot, at: found.created_at, values, note };
}

/** `{"name": value}`, or the same for each prompt under its key. */
function valuesFor(key: string, told: unknown): Record<string, unknown> {
  if (!isRecord(told)) return {};
  const own = Object.hasOwn(told, key) ? told[key] : undefined;
  return isRecord(own) ? own : told;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
