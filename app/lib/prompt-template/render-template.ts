import { valueText, type PromptVariable } from "./prompt-variable";
import {
  MAX_PROBLEMS,
  MAX_REFERENCE_DEPTH,
  type ParsedTemplate,
  type ReferenceNode,
  type TemplateNode,
  type TemplateProblem,
} from "./template";

/** A prompt as rendering needs it. */
export type TemplateSource = { key: string; parsed: ParsedTemplate; variables: readonly PromptVariable[] };

export type RenderInput = {
  values: Readonly<Record<string, unknown>>;
  /** The prompt that a reference means here; null when there is none. */
  resolve?: (key: string) => TemplateSource | null;
  /** The text of a content variable; null when there is none. */
  content?: (path: string) => string | null;
};

/** A problem of the prompt `key`, which may be one that is referred to. */
export type RenderProblem = TemplateProblem & { key: string };

/** The whole text, or no text at all and the reasons. */
export type Rendered =
  | { ok: true; text: string; missing: []; unknown: string[]; problems: [] }
  | { ok: false; text: null; missing: string[]; unknown: string[]; problems: RenderProblem[] };

/** Prompts that name each other many times grow beyond all measure. */
const MAX_TEXT = 8 * 1024 * 1024;
const MAX_STEPS = 200_000;

class TooLarge extends Error {}

class Rendering {
  readonly pieces: string[] = [];
  readonly missing = new Set<string>();
  readonly named = new Set<string>();
  readonly problems: RenderProblem[] = [];
  private readonly said = new Set<string>();
  private length = 0;
  private steps = 0;

  constructor(private readonly input: RenderInput) {}

  /** `given` are the declarations around, whose defaults hold where the prompt has none of its own. */
  walk(source: TemplateSource, path: readonly string[], given: ReadonlyMap<string, PromptVariable>): void {
    const { key, parsed } = source;
    for (const problem of parsed.problems) this.say(key, problem, problem.code, problem.message);
    const declared = new Map(given);
    for (const variable of source.variables) {
      const outer = given.get(variable.name);
      const inherits = (variable.default ?? null) === null && outer;
      declared.set(variable.name, inherits ? { ...variable, default: outer.default } : variable);
    }
    for (const node of parsed.nodes) {
      if (++this.steps > MAX_STEPS) throw new TooLarge();
      if (node.kind === "text") this.put(node.text);
      else if (node.kind === "variable") this.putValue(key, node, node.name, declared.get(node.name));
      else if (node.kind === "content") this.putContent(key, node, node.path);
      else this.putReference(key, node, path, declared);
    }
  }

  private put(text: string): void {
    this.length += text.length;
    if (this.length > MAX_TEXT) throw new TooLarge();
    this.pieces.push(text);
  }

  private say(key: string, at: TemplateNode | TemplateProblem, code: TemplateProblem["code"], message: string): void {
    const { from, to, line, column } = at;
    // A prompt that is named often has its problems once.
    const same = `${key} ${from} ${message}`;
    if (this.said.has(same) || this.problems.length >= MAX_PROBLEMS) return;
    this.said.add(same);
    this.problems.push({ severity: "error", code, message, key, from, to, line, column });
  }

  private putValue(key: string, node: TemplateNode, name: string, variable: PromptVariable | undefined): void {
    this.named.add(name);
    const given = Object.hasOwn(this.input.values, name) ? this.input.values[name] : undefined;
    const value = given ?? variable?.default;
    if (value === undefined || value === null) {
      this.missing.add(name);
      return this.say(key, node, "missing", `${name} has no value and no default.`);
    }
    const read = valueText(value, variable);
    if ("text" in read) this.put(read.text);
    else this.say(key, node, "value", `${name} ${read.problem}.`);
  }

  private putContent(key: string, node: TemplateNode, path: string): void {
    this.named.add(path);
    const given = Object.hasOwn(this.input.values, path) ? this.input.values[path] : undefined;
    const text = typeof given === "string" ? given : this.input.content?.(path);
    if (typeof text === "string") return this.put(text);
    this.missing.add(path);
    this.say(key, node, "missing", `There is no content for ${path}.`);
  }

  private putReference(
    key: string,
    node: ReferenceNode,
    path: readonly string[],
    declared: ReadonlyMap<string, PromptVariable>,
  ): void {
    const problem = referenceProblem(path, node.key);
    if (problem) return this.say(key, node, problem.code, problem.message);
    const source = this.input.resolve?.(node.key) ?? null;
    if (source) return this.walk(source, [...path, node.key], declared);
    this.missing.add(`> ${node.key}`);
    this.say(key, node, "reference", `There is no prompt ${node.key} here.`);
  }
}

/** Why the prompt at the end of `path` may not name `key`: prompts in a circle, or too deep. */
export function referenceProblem(
  path: readonly string[],
  key: string,
): { code: "cycle" | "depth"; message: string } | null {
  const whole = [...path, key].join(" → ");
  if (path.includes(key)) return { code: "cycle", message: `These prompts name each other in a circle: ${whole}.` };
  if (path.length > MAX_REFERENCE_DEPTH)
    return { code: "depth", message: `Prompts stand at most ${MAX_REFERENCE_DEPTH} deep in each other: ${whole}.` };
  return null;
}

/** Renders the whole or nothing. `unknown` are values that no placeholder names. */
export function renderTemplate(source: TemplateSource, input: RenderInput): Rendered {
  const run = new Rendering(input);
  try {
    run.walk(source, [source.key], new Map());
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    const at = { from: 0, to: 0, line: 1, column: 1 };
    const message = `With all that it names, this prompt is larger than ${MAX_TEXT / 1024 / 1024} MB.`;
    run.problems.push({ severity: "error", code: "depth", message, key: source.key, ...at });
  }
  const unknown = Object.keys(input.values).filter((name) => !run.named.has(name));
  if (run.problems.length > 0)
    return { ok: false, text: null, missing: [...run.missing], unknown, problems: run.problems };
  return { ok: true, text: run.pieces.join(""), missing: [], unknown, problems: [] };
}
