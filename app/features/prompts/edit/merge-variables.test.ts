import { expect, test } from "vitest";
import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import { mergeVariables } from "./merge-variables";

const text = (name: string, more: Partial<PromptVariable> = {}): PromptVariable => ({ name, type: "text", ...more });

test("each keeps what only one of both changed, and a clash keeps mine and is named", () => {
  const base = [text("a"), text("b"), text("gone"), text("c")];
  const mine = [text("a", { default: "mine" }), text("b"), text("c", { example: "1" }), text("new")];
  const theirs = [
    text("a"),
    text("b", { default: "theirs" }),
    text("gone"),
    text("c", { example: "2" }),
    text("other"),
  ];
  const { variables, clashing } = mergeVariables(base, mine, theirs);
  expect(variables).toEqual([mine[0], theirs[1], mine[2], mine[3], theirs[4]]);
  expect(clashing).toEqual(["c"]);
});
