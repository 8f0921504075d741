import { expect, test } from "vitest";
import { lintTemplate } from "~/lib/prompt-template/lint-template";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import { exampleValues, variableProblems } from "~/lib/prompt-template/prompt-variable";
import { renderTemplate, type TemplateSource } from "~/lib/prompt-template/render-template";
import { PROMPT_KEY } from "~/lib/prompt-template/template";
import { findShippedPrompt, SHIPPED_PROMPTS } from "./shipped-prompt";

const source = (key: string): TemplateSource | null => {
  const found = findShippedPrompt(key);
  return found && { key, parsed: parseTemplate(found.body, found.syntax), variables: found.variables };
};

test.each(SHIPPED_PROMPTS.map((prompt) => [prompt.key, prompt] as const))(
  "%s is sound and renders with its examples",
  (key, prompt) => {
    expect(key).toMatch(PROMPT_KEY);
    expect(variableProblems(prompt.variables)).toEqual([]);
    const { parsed } = source(key)!;
    const hasPrompt = (other: string) => findShippedPrompt(other) !== null;
    expect(lintTemplate(parsed, prompt.variables, { hasPrompt })).toEqual([]);
    expect([prompt.title, prompt.category, prompt.folder].every(Boolean)).toBe(true);
    for (const variable of prompt.variables) expect(variable.description).toBeTruthy();
    const rendered = renderTemplate(source(key)!, { values: exampleValues(prompt.variables), resolve: source });
    expect(rendered.problems).toEqual([]);
    expect(rendered.text!.length).toBeGreaterThan(20);
  },
);

test("the pipeline that runtimes know is whole", () => {
  const keys = SHIPPED_PROMPTS.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of [
    ...["single", "batch"].map((name) => `history.summarization.${name}`),
    ...["fact", "update", "summary"].map((name) => `memory.extraction.${name}`),
    ...["intent_with_context", "intent_content_only"].map((name) => `memory.maintenance.${name}`),
    ...["tts_output_instructions", "scoped_commit", "global_recall_guidance"].map((name) => `chat.${name}`),
    ...["tldr", "eli5", "deep_dive"].map((name) => `chat.response_style.${name}`),
    ...["agent_voice_prefix", "agent_user_prefix"].map((name) => `chat.${name}`),
    ...["mcp_tool_context_template", "runtime_context_template", "global_prompt"].map((name) => `agents.${name}`),
    ...["task_spec", "task_execution", "project_plan", "review", "docs"].map((name) => `agents.${name}`),
    ...["profile.consolidation", "self_recap.system"],
  ])
    expect(keys).toContain(key);
});
