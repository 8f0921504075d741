/** How placeholders are written: `{{name}}`, or Python's `{name}`. */
export const TEMPLATE_SYNTAXES = ["mustache", "python"] as const;
export type TemplateSyntax = (typeof TEMPLATE_SYNTAXES)[number];

/** Offsets in UTF-16 units, as editors count; line and column begin at 1. */
export type Place = { from: number; to: number; line: number; column: number };

export type TextNode = Place & { kind: "text"; text: string };
export type VariableNode = Place & { kind: "variable"; name: string };
export type ReferenceNode = Place & { kind: "reference"; key: string };
export type ContentNode = Place & { kind: "content"; path: string };
export type TemplateNode = TextNode | VariableNode | ReferenceNode | ContentNode;

/** An error breaks the template: it is neither saved nor rendered. Warnings and hints are for whoever writes it. */
export type TemplateProblem = Place & {
  severity: "error" | "warning" | "info";
  code: "syntax" | "unclosed" | "unknown" | "missing" | "unused" | "braces" | "reference" | "cycle" | "depth" | "value";
  message: string;
};

/** The nodes stand side by side and cover the whole body. */
export type ParsedTemplate = {
  syntax: TemplateSyntax;
  body: string;
  nodes: TemplateNode[];
  /** What is wrong with the writing alone; each is an error. */
  problems: TemplateProblem[];
};

/** Prompts in prompts: how deep they may stand in each other. */
export const MAX_REFERENCE_DEPTH = 5;

/** A body in bytes of UTF-8. */
export const MAX_PROMPT_BYTES = 1024 * 1024;

/** Of one list; whoever has more knows enough to begin. */
export const MAX_PROBLEMS = 200;

export const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;
export const PROMPT_KEY = /^[A-Za-z0-9._:-]{1,128}$/;
export const CONTENT_PATH = /^content(?:\.[\p{L}\p{N}_-]{1,64}){1,8}$/u;

function inOrder<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}

export function variablesOf({ nodes }: ParsedTemplate): string[] {
  return inOrder(nodes.flatMap((node) => (node.kind === "variable" ? [node.name] : [])));
}

export function referencesOf({ nodes }: ParsedTemplate): string[] {
  return inOrder(nodes.flatMap((node) => (node.kind === "reference" ? [node.key] : [])));
}

export function contentPathsOf({ nodes }: ParsedTemplate): string[] {
  return inOrder(nodes.flatMap((node) => (node.kind === "content" ? [node.path] : [])));
}
