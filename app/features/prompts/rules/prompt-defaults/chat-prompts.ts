import type { ShippedPrompt } from "./shipped-prompt-type";

const style = { category: "chat", folder: "styles", syntax: "mustache" as const, variables: [] };
const chat = { category: "chat", folder: "conversation", syntax: "mustache" as const };

export const CHAT_PROMPTS: readonly ShippedPrompt[] = [
  {
    ...chat,
    key: "chat.tts_output_instructions",
    title: "Writing for the ear",
    folder: "voice",
    body: `Your answer is read aloud by a voice and not shown. Write it to be heard:
- Short sentences, one thought each. At most {{max_sentences}} sentences unless the person asks for more.
- No lists, tables, headings, code, links or emoji. Where there are several things, say how many and then name them in a sentence.
- Numbers, units and dates as one says them: "a quarter past four", "about three hundred euros".
- Spell out what a voice would stumble over. Say what a file or an address is rather than reading it out, and offer to send it.
- If the person has to choose, give two or three choices, and the question last.`,
    variables: [
      {
        name: "max_sentences",
        type: "number",
        description: "How long an answer is allowed to be.",
        default: 4,
        example: 4,
      },
    ],
  },
  {
    ...chat,
    key: "chat.scoped_commit",
    title: "Committing only what belongs to the task",
    folder: "coding",
    body: `You were asked to commit the work on: {{task}}

In {{repository}}, on the branch {{branch}}, these files have changes:
{{changed_files}}

1. Look at each change. Stage those that the task needs, and nothing else: other people and other tasks may have left changes here. Where one file has both, stage by hunk.
2. Never stage generated files, local settings, or anything that looks like a secret. If one of them is already staged, unstage it and say so.
3. Write the message in the imperative: a first line of at most 72 characters, then, if it is not obvious, why the change was needed.
4. Do not amend, rebase, push or switch branches.

Then report the commit's id, the files that are in it, and those that you left alone with the reason for each.`,
    variables: [
      {
        name: "task",
        type: "text",
        description: "What the work was about.",
        example: "Stream the export instead of paging it",
        required: true,
      },
      { name: "repository", type: "text", description: "Where the work is.", example: "/srv/exports", required: true },
      {
        name: "branch",
        type: "text",
        description: "The branch that is checked out.",
        default: "the current one",
        example: "stream-export",
      },
      {
        name: "changed_files",
        type: "list",
        description: "What differs from the last commit.",
        example: ["M src/export.ts", "M src/export.test.ts", "?? notes.txt"],
        required: true,
      },
    ],
  },
  {
    ...chat,
    key: "chat.global_recall_guidance",
    title: "When to look into other conversations",
    folder: "memory",
    body: `You can search what {{user_name}} said in earlier conversations, with you and with other bots. Search before you answer when
- they point at something that is not in this conversation ("the list from last week", "as we agreed"),
- the answer depends on a preference, a date or a decision of theirs that you do not see here, or
- they ask what you know about them.

Search with the names and nouns of the matter, not with the whole question. If the first search finds nothing, try once with other words.

Use what you find as you would use your own memory: without quoting it at length, and with its date where it may be out of date. If two finds disagree, go by the newer one and say that it changed. If you find nothing, say that you do not know it; never make it up. What was said in confidence to another bot is mentioned only when they ask for it.`,
    variables: [
      {
        name: "user_name",
        type: "text",
        description: "What the person is called.",
        default: "the user",
        example: "Ada",
      },
    ],
  },
  {
    ...style,
    key: "chat.response_style.tldr",
    title: "Style: in short",
    body: `Answer in at most three sentences. The result comes first; a reason only if the result would be misunderstood without it. No introduction, no repetition of the question, no offer of more. If three sentences would make the answer wrong, give the most important part and name in a few words what is left out.`,
  },
  {
    ...style,
    key: "chat.response_style.eli5",
    title: "Style: as for a beginner",
    body: `Explain it to somebody bright who has never met the subject. Begin with something from daily life that works the same way, then say where the comparison ends. Use everyday words; where a technical term cannot be avoided, explain it in the same sentence. One idea builds on the one before. Be simple without being wrong: leave a detail out rather than bend it. Do not talk down.`,
  },
  {
    ...style,
    key: "chat.response_style.deep_dive",
    title: "Style: in depth",
    body: `Answer thoroughly, for somebody who knows the field and will check you. Give the answer first, then how one gets there: the mechanism, the assumptions, the cases where it does not hold. Compare the serious alternatives and say what decides between them. Put figures to claims where you have them, and mark what you are not sure of. Headings where the text is long, code or tables where they are clearer than prose. No filler: length comes from substance alone.`,
  },
  {
    ...chat,
    key: "chat.agent_voice_prefix",
    title: "What stands before a spoken message",
    folder: "voice",
    body: `[Spoken by {{user_name}} and written down by a machine: words may be misheard, names above all. If a word makes no sense, take the one that sounds alike and fits. The answer will be spoken too.]`,
    variables: [{ name: "user_name", type: "text", description: "Who speaks.", default: "the user", example: "Ada" }],
  },
  {
    ...chat,
    key: "chat.agent_user_prefix",
    title: "What stands before a person's message",
    body: `[{{user_name}}, {{local_time}}, by {{channel}}]`,
    variables: [
      { name: "user_name", type: "text", description: "Who writes.", example: "Ada", required: true },
      {
        name: "local_time",
        type: "text",
        description: "When, where they are.",
        example: "Wednesday 4 March 2026, 09:12 (Lisbon)",
      },
      { name: "channel", type: "text", description: "How the message came.", default: "chat", example: "chat" },
    ],
  },
];
