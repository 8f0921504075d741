import { expect, test } from "vitest";
import { parseTemplate } from "./parse-template";
import { referencesOf, TEMPLATE_SYNTAXES, variablesOf, type TemplateSyntax } from "./template";

const told = (body: string, syntax: TemplateSyntax = "mustache") => {
  const { nodes, problems } = parseTemplate(body, syntax);
  return {
    nodes: nodes.map((node) => {
      if (node.kind === "text") return node.text;
      return node.kind === "variable" ? [node.name] : node.kind === "reference" ? [">", node.key] : ["c", node.path];
    }),
    problems: problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
  };
};

/** The same bodies in every run. */
function someBodies(pieces: readonly string[], count = 400): string[] {
  let state = 7;
  const next = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  return Array.from({ length: count }, () =>
    Array.from({ length: next(14) }, () => pieces[next(pieces.length)]!).join(""),
  );
}
const PIECES = [
  "{",
  "}",
  "{{",
  "}}",
  "\\",
  "\n",
  "name",
  "{{name}}",
  "{name}",
  "{{> a.b}}",
  "{{content.x.y}}",
  " ",
  "é🙂",
];

test("names, references and content variables are told apart", () => {
  const body = "Hello {{name}}!\n{{> tone.friendly}} {{ content.newsletter.latest.title }}";
  expect(told(body)).toEqual({
    nodes: ["Hello ", ["name"], "!\n", [">", "tone.friendly"], " ", ["c", "content.newsletter.latest.title"]],
    problems: [],
  });
});

test("a place is an offset, a line and a column that begin at 1", () => {
  const [, node] = parseTemplate("Hi\n  {{name}}", "mustache").nodes;
  expect(node).toMatchObject({ from: 5, to: 13, line: 2, column: 3 });
});

test("single braces and closing braces are text in mustache, and a backslash makes an opening one text", () => {
  expect(told('{"a": {"b": 1}}')).toEqual({ nodes: ['{"a": {"b": 1}}'], problems: [] });
  expect(told("Write \\{{name}} there")).toEqual({ nodes: ["Write {{name}} there"], problems: [] });
  expect(told("\\\\{{name}}")).toEqual({ nodes: ["\\", ["name"]], problems: [] });
  expect(told('{"user": {{{name}}}}')).toEqual({ nodes: ['{"user": {', ["name"], "}}"], problems: [] });
});

test("what mustache means elsewhere is refused by name and place, not taken for text", () => {
  expect(told("a\nb {{#list}}x{{/list}}").problems).toEqual([
    expect.stringMatching(/^2:3 “\{\{#” has no meaning/),
    expect.stringMatching(/^2:13 /),
  ]);
  expect(told("{{name").problems).toEqual([expect.stringContaining("1:1 This placeholder is not closed")]);
  expect(told("{{user.name}}").problems).toEqual([expect.stringContaining("only content variables")]);
  expect(told("{{}}").problems).toEqual([expect.stringContaining("empty placeholder")]);
  expect(told("{{> no such key}}").problems).toEqual([expect.stringContaining("not the key of a prompt")]);
});

test("python reads names and doubled braces", () => {
  expect(told("Hi {name}, {{not}} {{{name}}}", "python")).toEqual({
    nodes: ["Hi ", ["name"], ", {not} {", ["name"], "}"],
    problems: [],
  });
});

test("what str.format could do besides is refused with its line and column", () => {
  const of = (body: string) => told(body, "python").problems;
  expect(of("a\n {name:>10}")).toEqual([expect.stringMatching(/^2:2 .*format specifications/)]);
  expect(of("{name!r}")).toEqual([expect.stringContaining("conversions")]);
  expect(of("{user.name} {rows[0]}")).toEqual([
    expect.stringContaining("attributes and indexes"),
    expect.stringMatching(/^1:13 .*attributes and indexes/),
  ]);
  expect(of("{} {0}")).toEqual([expect.stringContaining("by position"), expect.stringContaining("by position")]);
  expect(of("a } b")).toEqual([expect.stringContaining("1:3 A single }")]);
  expect(of("a { b")).toEqual([expect.stringContaining("not closed")]);
});

test("the nodes stand side by side and cover the body, whatever is in it", () => {
  for (const syntax of TEMPLATE_SYNTAXES)
    for (const body of someBodies(PIECES)) {
      const { nodes, problems } = parseTemplate(body, syntax);
      let at = 0;
      for (const node of nodes) {
        expect(node.from).toBe(at);
        expect(node.line).toBe(body.slice(0, at).split("\n").length);
        expect(node.column).toBe(at - body.slice(0, at).lastIndexOf("\n"));
        at = node.to;
      }
      expect(at).toBe(body.length);
      for (const { from, to } of problems) expect(0 <= from && from < to && to <= body.length).toBe(true);
    }
});

test("any text can be written as text in either syntax", () => {
  const asMustache = (text: string) => text.replace(/(\\*)\{{2,}/g, (run, slashes: string) => `${slashes}\\${run}`);
  const asPython = (text: string) => text.replace(/[{}]/g, "$&$&");
  for (const text of someBodies(PIECES)) {
    const whole = text === "" ? [] : [text];
    expect(told(asMustache(text))).toEqual({ nodes: whole, problems: [] });
    expect(told(asPython(text), "python")).toEqual({ nodes: whole, problems: [] });
  }
});

test("a megabyte of the worst is read to its end", { timeout: 60_000 }, () => {
  const size = 1024 * 1024;
  const worst = ["{", "\\", "{{", "}", "{{a", "{{a}}", "{x}", "{{\n", "\\{{", "\n", " {"];
  for (const syntax of TEMPLATE_SYNTAXES)
    for (const piece of worst) {
      const body = piece.repeat(size / piece.length);
      expect(parseTemplate(body, syntax).nodes.at(-1)!.to).toBe(body.length);
    }
});

test("names and references come once each, in their order", () => {
  const parsed = parseTemplate("{{b}}{{a}}{{b}}{{> x}}{{> x}}", "mustache");
  expect([variablesOf(parsed), referencesOf(parsed)]).toEqual([["b", "a"], ["x"]]);
});
