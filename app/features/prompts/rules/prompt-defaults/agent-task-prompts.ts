import type { ShippedPrompt } from "./shipped-prompt-type";

const task = { category: "agents", folder: "tasks", syntax: "mustache" as const };
const project = {
  name: "project",
  type: "text" as const,
  description: "What the project is called, and where it is.",
  example: "exports, in /srv/exports",
  required: true,
};

export const AGENT_TASK_PROMPTS: readonly ShippedPrompt[] = [
  {
    ...task,
    key: "agents.task_spec",
    title: "From a wish to a task",
    body: `Turn the wish below into a task that somebody else can carry out without asking you.

Project: {{project}}
Wish of {{user_name}}:
<wish>
{{wish}}
</wish>

Look at the project first, so that names and places are right. Then write:

**Goal**: one or two sentences; what is different for whom when it is done.
**Now**: how it works today, with the places in the project that matter.
**To do**: the changes in their order, each small enough to be checked by itself.
**Not part of it**: what one might expect, and what is left alone.
**Done when**: checks that can be carried out and that end in yes or no.
**Open**: questions that only {{user_name}} can answer, each with what you would do without an answer. None if there are none.

Choose the plainest way that fulfils the wish. Do not begin with the work.`,
    variables: [
      project,
      { name: "user_name", type: "text", description: "Whose wish it is.", default: "the user", example: "Ada" },
      {
        name: "wish",
        type: "text",
        description: "In their own words.",
        example: "The nightly export must not stop at 10,000 rows.",
        required: true,
      },
    ],
  },
  {
    ...task,
    key: "agents.task_execution",
    title: "Carrying out a task",
    body: `{{> agents.global_prompt}}

Carry out this task in {{project}}:
<task>
{{task}}
</task>

- Read what you are going to change, and follow how the project does such things.
- Make the smallest change that fulfils every point under "Done when". Where there are tests, write the one that fails first.
- Run the checks of the project, and those of the task one by one. If a check cannot be run, say so; do not pretend.
- If the task turns out to be wrong or impossible, stop, leave the project as you found it, and explain what you found.

End with a report of at most {{max_words}} words: what changed and where, how each point of "Done when" was checked and with what result, and what is left.`,
    variables: [
      project,
      {
        name: "task",
        type: "text",
        description: "The task as it was specified.",
        example: "Goal: the export is whole.\nDone when: a run over 50,000 orders writes 50,000 lines.",
        required: true,
      },
      { name: "max_words", type: "number", description: "The length of the report.", default: 200, example: 200 },
    ],
  },
  {
    ...task,
    key: "agents.project_plan",
    title: "A plan for a larger piece of work",
    body: `Plan how to reach this goal in {{project}}:
<goal>
{{goal}}
</goal>

What limits it: {{constraints}}

Read enough of the project to know what is there. Then give
1. the approach in a few sentences, and the one alternative that you considered longest, with what decided against it;
2. the steps: each ends in a state that works and can be shown, with what it needs from earlier steps and how one knows that it is done;
3. the risks: what could make the plan fail, how one would notice early, and what one would do then;
4. what to do first, and why that.

The step that teaches the most about the greatest risk comes first. Estimate sizes as small, medium or large, never in days. At most {{max_steps}} steps; if it needs more, plan only the first part and say so.`,
    variables: [
      project,
      {
        name: "goal",
        type: "text",
        description: "What is to be reached.",
        example: "Exports of any size, without a run longer than ten minutes.",
        required: true,
      },
      {
        name: "constraints",
        type: "text",
        description: "What has to stay as it is.",
        default: "nothing that was said",
        example: "The file's format and name stay.",
      },
      { name: "max_steps", type: "number", description: "How many steps at most.", default: 8, example: 8 },
    ],
  },
  {
    ...task,
    key: "agents.review",
    title: "A review of a change",
    body: `Review this change to {{project}} as somebody who will be called at night when it breaks.

What it is meant to do: {{intent}}

<change>
{{diff}}
</change>

Read the code around it before you judge. Look, in this order, for: wrong results; lost or leaked data; what happens when a step fails half-way, runs twice, or meets another at the same time; input that nobody thought of; slowness at the real size; missing or empty tests; names and shapes that will mislead the next reader.

For each finding give the place, what happens and under which circumstances, and what you would do instead. Mark it "must" (wrong or dangerous), "should" (will cost somebody time) or "could". Only what you can show from the code; put a doubt as a question. Leave formatting to the formatter. If the change is good, say so in one sentence and stop.

Strictness: {{strictness}}. With "lenient" report only what is "must".`,
    variables: [
      project,
      {
        name: "intent",
        type: "text",
        description: "What the change is for.",
        default: "not said; infer it from the change",
        example: "Stream the export instead of paging it.",
      },
      {
        name: "diff",
        type: "text",
        description: "The change.",
        example:
          "--- a/src/export.ts\n+++ b/src/export.ts\n@@\n-const rows = await page(0, 10_000);\n+for await (const row of stream()) write(row);",
        required: true,
      },
      {
        name: "strictness",
        type: "choice",
        description: "How much is reported.",
        choices: ["strict", "lenient"],
        default: "strict",
        example: "strict",
      },
    ],
  },
  {
    ...task,
    key: "agents.docs",
    title: "Writing documentation",
    body: `Write or mend the documentation of {{subject}} in {{project}}, for {{audience}}.

- Read the code and run what you describe. Every command, path, name and figure in your text has been tried or read; nothing from memory.
- Begin with what the reader wants to do and the shortest way to do it. How it works inside comes later, and only as far as it helps.
- One term for one thing, the one the program itself uses. Short sentences, present tense, no praise.
- Examples are whole: they work when they are copied.
- Say what does not work or is not there yet, in its place.
- Change what is wrong now; do not add a second text beside an old one. Keep the form and the places that the project uses.

Report at the end which pages you changed, and what you found in the code that contradicts the documentation elsewhere.`,
    variables: [
      project,
      {
        name: "subject",
        type: "text",
        description: "What is to be described.",
        example: "the nightly export",
        required: true,
      },
      {
        name: "audience",
        type: "text",
        description: "Who reads it.",
        default: "people who use the project and do not know its code",
        example: "operators",
      },
    ],
  },
];
