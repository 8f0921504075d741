import type { Sql } from "~/data/postgres.server";
import { listOverridingBots } from "~/data/runtime/prompt-fetch.server";
import { botOfScope, type PromptScope } from "~/lib/prompt-scope";
import { referenceProblem, type TemplateSource } from "~/lib/prompt-template/render-template";
import { MAX_REFERENCE_DEPTH, referencesOf, type TemplateProblem } from "~/lib/prompt-template/template";
import { loadReferences } from "./load-references.server";

/** Bots whose own prompts stand among those that a prompt of the house names; each has a circle of its own to look for. */
const MAX_BOTS = 50;

/** Two that come to name each other at the same moment would each see the other's old text. */
export async function lockReferences(sql: Sql): Promise<void> {
  await sql.query("select pg_advisory_xact_lock(hashtextextended('runtime.prompt_references', 0))");
}

/**
 * Whether the prompt, read as `root`, would stand in a circle or too deep, for the house or for a bot that has prompts of
 * its own among those it names. Inside the transaction that makes it so, after lockReferences.
 */
export async function findReferenceProblem(
  sql: Sql,
  root: TemplateSource,
  scope: PromptScope,
): Promise<TemplateProblem | null> {
  if (referencesOf(root.parsed).length === 0) return null;
  const own = await loadReferences(sql, root, botOfScope(scope));
  const problem = problemAmong(root, own);
  if (problem || scope.type === "bot") return problem;
  const others = await listOverridingBots(sql, [...own.keys()]);
  const unlike = new Set(await listOverridingBots(sql, [root.key]));
  for (const bot of others.filter((each) => !unlike.has(each)).slice(0, MAX_BOTS)) {
    const found = problemAmong(root, await loadReferences(sql, root, bot));
    if (found) return { ...found, message: `For the bot ${bot}: ${found.message}` };
  }
  return null;
}

function problemAmong(root: TemplateSource, sources: ReadonlyMap<string, TemplateSource>): TemplateProblem | null {
  const deepest = new Map<string, readonly string[]>();
  /** The longest way down from a prompt, or the circle that it is in. */
  const wayDown = (key: string, above: readonly string[]): readonly string[] | { circle: readonly string[] } => {
    const path = [...above, key];
    if (above.includes(key)) return { circle: path };
    const known = deepest.get(key);
    if (known) return known;
    let longest: readonly string[] = [key];
    const source = sources.get(key);
    for (const next of source ? referencesOf(source.parsed) : []) {
      const way = wayDown(next, path);
      if ("circle" in way) return way;
      if (way.length + 1 > longest.length) longest = [key, ...way];
    }
    deepest.set(key, longest);
    return longest;
  };
  const way = wayDown(root.key, []);
  const path = "circle" in way ? way.circle : way;
  if (!("circle" in way) && path.length <= MAX_REFERENCE_DEPTH + 1) return null;
  const { code, message } = referenceProblem(path.slice(0, -1), path.at(-1)!)!;
  const node = root.parsed.nodes.find((each) => each.kind === "reference" && each.key === path[1]);
  const { from, to, line, column } = node ?? { from: 0, to: 0, line: 1, column: 1 };
  return { severity: "error", code, message, from, to, line, column };
}
