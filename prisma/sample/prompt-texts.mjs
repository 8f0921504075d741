import { BOTS } from "./cast.mjs";

/** @typedef {import("./prompts.mjs").SamplePrompt} SamplePrompt */

/** @param {string} slug */
function words(slug) {
  const bot = BOTS.find((each) => each.slug === slug);
  if (!bot) throw new Error(`nobody in the cast is called ${slug}`);
  return bot.instructions;
}

/** @param {string} slug @param {string} title */
const of = (slug, title) => ({ key: "chat.system", bot: slug, title, category: "chat", folder: "bots" });

const person = { name: "person", type: /** @type {const} */ ("text"), description: "Who is spoken to." };
const TONE = "{{> house.tone}}";

/** What each bot of the cast is told. @type {readonly SamplePrompt[]} */
export const TOLD_BOTS = [
  {
    ...of("nova", "Nova, the voice of the house"),
    variables: [
      { ...person, default: "whoever speaks", example: "Kari" },
      {
        name: "room",
        type: "text",
        description: "Where the speaker stands.",
        default: "the house",
        example: "the kitchen",
      },
    ],
    versions: [
      { hours: 720, by: "Jonas", note: "A beginning", body: `${words("nova")}\nYou hear {{person}} in {{room}}.` },
      {
        ...{ hours: 290, by: "Kari", note: "One tone for all that speak in the house" },
        body: `${words("nova")}\n\n${TONE}\n\nYou hear {{person}} in {{room}}. Lights and timers need no question back.`,
      },
      {
        ...{ hours: 108, by: "Jonas", note: "Explain first, so that nobody is surprised", slower: 1.55, longer: 1400 },
        body: `${words("nova")}

${TONE}

You hear {{person}} in {{room}}. Before each thing that you do, say what you are going to do, why, and what else would be possible:
1. Name the devices that will change, and the state that each is in now.
2. Say how long it takes and how it is taken back.
3. Offer one other way, and ask which of the two is meant.
Then do it, and read the new state of every device back.`,
      },
      {
        ...{ hours: 20, by: "Jonas", note: "Explain only what cannot be taken back" },
        body: `${words("nova")}

${TONE}

You hear {{person}} in {{room}}. Lights and timers need no question back. What cannot be taken back, as with doors, you say before you do it.`,
      },
    ],
    moves: [
      {
        ...{ hours: 62, kind: "rollback", version: 2, by: "Kari" },
        reason: "Answers take half as long again since version 3, and people talk over them.",
      },
    ],
  },
  {
    ...of("mira", "Mira, who remembers"),
    variables: [{ ...person, default: "the person you know", example: "Anna" }],
    versions: [
      { hours: 480, by: "Anna", note: "A beginning", body: `${words("mira")}\n\n${TONE}` },
      {
        ...{ hours: 50, by: "Anna", note: "No more guessing at moods", longer: 60 },
        body: `${words("mira")}\n\n${TONE}\n\nAsk {{person}} how they are only when something gives you reason to. Do not guess at moods.`,
      },
    ],
  },
  {
    ...of("codex", "Codex, in the booking service"),
    variables: [
      {
        name: "branch",
        type: "text",
        description: "The branch that is checked out.",
        default: "main",
        example: "main",
      },
    ],
    versions: [
      { hours: 600, by: "Priya", note: "A beginning", body: words("codex") },
      {
        ...{ hours: 80, by: "Priya", note: "Read the failing test first", slower: 0.7, longer: -600 },
        body: `${words("codex")}\nYou are on {{branch}}. Run the failing test alone before you read anything else, and the whole suite once, at the end.`,
      },
    ],
  },
  {
    ...of("atlas", "Atlas, who reads the sources"),
    variables: [],
    versions: [
      { hours: 500, by: "Tomoko", note: "A beginning", body: words("atlas") },
      {
        ...{ hours: 360, by: "Tomoko", note: "Dates with every source" },
        body: `${words("atlas")}\nGive the date of every source, and say so where it has none.`,
      },
    ],
  },
  {
    ...of("harbor", "Harbor, the service desk"),
    variables: [
      {
        name: "order",
        type: "text",
        description: "What is known of the order.",
        default: "not looked up yet",
        example: "FL-20418, 2 adults, car",
      },
      {
        name: "tone",
        type: "choice",
        description: "How to sound.",
        choices: ["friendly", "formal"],
        default: "friendly",
        example: "friendly",
      },
    ],
    versions: [
      { hours: 960, by: "Omar", note: "A beginning", body: `${words("harbor")}\nOrder: {{order}}` },
      {
        ...{ hours: 250, by: "Layla", note: "Refund rules word for word" },
        body: `${words("harbor")}

${TONE}

Be {{tone}}. Order: {{order}}
A refund is possible until 48 hours before departure, in full; after that as a voucher. You do not decide about exceptions: you pass them on to a person.`,
      },
      {
        ...{ hours: 30, by: "Omar", note: "Offer another crossing before a voucher" },
        body: `${words("harbor")}

${TONE}

Be {{tone}}. Order: {{order}}
A refund is possible until 48 hours before departure, in full; after that offer another crossing first, and then a voucher. You do not decide about exceptions: you pass them on to a person.`,
      },
    ],
    moves: [
      {
        hours: 240,
        kind: "protect",
        version: 2,
        by: "Layla",
        reason: "What it says of refunds has been checked by the lawyers.",
      },
    ],
  },
  {
    ...of("skipper", "Skipper, who looks after the containers"),
    variables: [],
    versions: [{ hours: 430, by: "Mateo", note: "A beginning", body: words("skipper") }],
  },
  {
    ...of("lantern", "Lantern, at night"),
    variables: [],
    versions: [{ hours: 400, by: "Mateo", note: "A beginning", body: words("lantern") }],
  },
];
