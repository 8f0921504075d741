import { expect, test } from "vitest";
import { lintTemplate } from "./lint-template";
import { parseTemplate } from "./parse-template";
import { exampleValues, variableProblems, variablesFor, type PromptVariable } from "./prompt-variable";
import type { TemplateSyntax } from "./template";

const name: PromptVariable = { name: "name", type: "text" };
const lint = (body: string, variables: PromptVariable[], syntax: TemplateSyntax = "mustache") =>
  lintTemplate(parseTemplate(body, syntax), variables, { hasPrompt: (key) => key === "known" }).map(
    ({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`,
  );

test("a placeholder that nobody declared, a variable that nobody names and one that has to be named are told apart", () => {
  expect(lint("Hi {{name}}", [name])).toEqual([]);
  expect(lint("Hi {{nmae}}", [name])).toEqual(["info unused 1:1", "warning unknown 1:4"]);
  expect(lint("Hi", [{ ...name, required: true }])).toEqual(["warning missing 1:1"]);
});

test("braces of the other syntax are pointed out, more loudly where they name a variable", () => {
  expect(lint("{name} {other} {{name}}", [name])).toEqual(["warning braces 1:1", "info braces 1:8"]);
  expect(lint("{{{name}}}", [name])).toEqual(["warning braces 1:1"]);
  expect(lint("{{name}} {name}", [name], "python")).toEqual(["warning braces 1:1"]);
});

test("a reference to no prompt is a warning, and an unclosed placeholder an error", () => {
  expect(lint("{{> known}}\n{{> unknown}}", [])).toEqual(["warning reference 2:1"]);
  expect(lint("{{> known}} {{name", [])).toEqual(["error unclosed 1:13"]);
});

test("a declaration is held against its own type", () => {
  const problems = (variable: PromptVariable) => variableProblems([variable]).map(({ message }) => message);
  expect(problems({ name: "n", type: "number", default: "12" })).toEqual([]);
  expect(problems({ name: "n", type: "number", default: "a" })).toEqual(["n: the default must be a number."]);
  expect(problems({ name: "c", type: "choice", choices: ["a"], example: "b" })).toEqual([
    "c: the example must be one of: a.",
  ]);
  expect(problems({ name: "c", type: "choice" })).toEqual(["c: a choice needs something to choose from."]);
  expect(problems({ name: "1a", type: "text" })).toHaveLength(1);
  expect(variableProblems([name, name])).toEqual([{ index: 1, message: "name is declared twice." }]);
});

test("examples stand in for values, and undeclared placeholders are plain text", () => {
  const tone: PromptVariable = { name: "tone", type: "choice", choices: ["calm", "loud"] };
  expect(exampleValues([name, tone, { name: "n", type: "number", default: 3 }])).toEqual({ tone: "calm", n: 3 });
  expect(variablesFor(["a", "tone"], [tone, name])).toEqual([{ name: "a", type: "text" }, tone]);
});
