import { expect, test } from "vitest";
import { parseTemplate } from "./parse-template";
import type { PromptVariable } from "./prompt-variable";
import { renderTemplate, type RenderInput, type TemplateSource } from "./render-template";

type House = Record<string, string | [string, PromptVariable[]]>;

function render(house: House, input: Partial<RenderInput> = {}) {
  const resolve = (key: string): TemplateSource | null => {
    const found = Object.hasOwn(house, key) ? house[key]! : null;
    if (found === null) return null;
    const [body, variables] = typeof found === "string" ? [found, []] : found;
    return { key, parsed: parseTemplate(body, "mustache"), variables };
  };
  return renderTemplate(resolve(Object.keys(house)[0]!)!, { values: {}, resolve, ...input });
}

test("values, defaults, references and content variables become one text", () => {
  const house: House = {
    main: ["Hi {{name}}. {{> tone}} {{content.news.title}}", [{ name: "name", type: "text" }]],
    tone: ["Be {{mood}}.", [{ name: "mood", type: "text", default: "calm" }]],
  };
  const rendered = render(house, {
    values: { name: "Ada", extra: 1 },
    content: (path) => (path === "content.news.title" ? "All well" : null),
  });
  expect(rendered).toEqual({
    ok: true,
    text: "Hi Ada. Be calm. All well",
    missing: [],
    unknown: ["extra"],
    problems: [],
  });
});

test("without a value there is no text at all, and the missing ones are named with their place", () => {
  const rendered = render({ main: "Hi {{name}}\n{{name}} {{> gone}} {{content.a.b}}" }, { values: { nmae: "x" } });
  expect(rendered).toMatchObject({ text: null, missing: ["name", "> gone", "content.a.b"], unknown: ["nmae"] });
  expect(rendered.problems[0]).toMatchObject({ key: "main", line: 1, column: 4 });
});

test("an empty text is a value, and null is none", () => {
  expect(render({ main: "[{{a}}]" }, { values: { a: "" } }).text).toBe("[]");
  expect(render({ main: "[{{a}}]" }, { values: { a: null } }).missing).toEqual(["a"]);
  expect(render({ main: "{{constructor}}" }).missing).toEqual(["constructor"]);
});

test("a value of another type is refused by name", () => {
  const choice: PromptVariable = { name: "tone", type: "choice", choices: ["calm"] };
  const rendered = render({ main: ["{{tone}}", [choice]] }, { values: { tone: "loud" } });
  expect(rendered.problems.map(({ message }) => message)).toEqual(["tone must be one of: calm."]);
  expect(render({ main: ["{{l}}", [{ name: "l", type: "list" }]] }, { values: { l: ["a", "b"] } }).text).toBe("a\nb");
});

test("a template that is broken anywhere is never rendered in part", () => {
  const rendered = render({ main: "Fine {{> part}}", part: "a\n{{#if}}" });
  expect(rendered).toMatchObject({ ok: false, text: null, problems: [{ key: "part", line: 2, column: 1 }] });
});

test("references go five deep and no deeper, and a circle is told with its path", () => {
  const chain = (last: number) =>
    Object.fromEntries(Array.from({ length: last + 1 }, (_, i) => [`p${i}`, i === last ? "end" : `{{> p${i + 1}}}`]));
  expect(render(chain(5)).text).toBe("end");
  expect(render(chain(6)).problems[0]!.message).toContain("p0 → p1 → p2 → p3 → p4 → p5 → p6");
  expect(render({ a: "{{> b}}", b: "{{> a}}" }).problems[0]!.message).toContain("a → b → a");
});

test("the nearest declaration that has a default gives it", () => {
  const named = (fallback?: string): PromptVariable[] => [{ name: "n", type: "text", default: fallback }];
  expect(render({ a: ["{{> b}}", named("outer")], b: "{{n}}" }).text).toBe("outer");
  expect(render({ a: ["{{> b}}", named("outer")], b: ["{{n}}", named()] }).text).toBe("outer");
  expect(render({ a: ["{{> b}}", named("outer")], b: ["{{n}}", named("inner")] }).text).toBe("inner");
});

test("prompts that multiply each other end in an error, not in a full memory", () => {
  const many = (key: string) => `{{> ${key}}}`.repeat(200);
  const rendered = render({ a: many("b"), b: many("c"), c: many("d"), d: many("e"), e: "x" });
  expect(rendered.problems.at(-1)!.message).toContain("larger than");
});

test("a text that looks like a placeholder is not read again", () => {
  expect(render({ main: "{{a}}" }, { values: { a: "{{b}} {{> main}} \\{{" } }).text).toBe("{{b}} {{> main}} \\{{");
});
