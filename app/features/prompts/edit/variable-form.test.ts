import { expect, test } from "vitest";
import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import { EMPTY_ROW, rowOf, variablesOfRows } from "./variable-form";

test("a declaration goes through the form and comes back as it was", () => {
  const variables: PromptVariable[] = [
    { name: "who", type: "text", default: "", example: "Nora", description: "Who asks", required: true },
    { name: "limit", type: "number", default: 0, example: 12.5 },
    { name: "facts", type: "list", default: [], example: ["one, with a comma", "two"] },
    { name: "tone", type: "choice", default: "dry", choices: ["dry", "warm"] },
    { name: "plain", type: "text" },
  ];
  expect(variablesOfRows(variables.map(rowOf))).toEqual(variables);
});

test("rows without a name fall away, and what is no number stays for the refusal to name", () => {
  const rows = [EMPTY_ROW, { ...EMPTY_ROW, name: " n ", type: "number" as const, default: "many" }];
  expect(variablesOfRows(rows)).toEqual([{ name: "n", type: "number", default: "many" }]);
});
