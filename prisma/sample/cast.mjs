import { ATLAS } from "./dialogues/atlas.mjs";
import { CODEX } from "./dialogues/codex.mjs";
import { HARBOR } from "./dialogues/harbor.mjs";
import { LANTERN } from "./dialogues/lantern.mjs";
import { MIRA } from "./dialogues/mira.mjs";
import { NOVA } from "./dialogues/nova.mjs";
import { SKIPPER } from "./dialogues/skipper.mjs";

/**
 * @typedef {{ user: string, reply: string, thinks?: string, tools?: readonly string[][] }} Exchange
 *   one question and its answer; tools: groups that are called one after the other, those of one group together
 * @typedef {{ language: string, exchanges: readonly Exchange[] }} Dialogue
 * @typedef {object} Bot
 * @property {string} slug
 * @property {string} instructions
 * @property {readonly (readonly [string, number])[]} models with their weights
 * @property {readonly string[]} channels
 * @property {readonly string[]} people
 * @property {readonly Dialogue[]} dialogues
 * @property {readonly string[]} tags
 * @property {readonly [number, number]} context tokens that every call carries along
 * @property {boolean} archives whether its bridge reports every streaming message as an event
 * @property {boolean} streams
 * @property {readonly string[]} [animations]
 * @property {"day" | "evening" | "office" | "night"} rhythm
 * @property {number} share how busy it is, beside the others
 * @property {readonly { key: string, scope: string, version: number }[]} [prompts] what its turns name, once it is told what to do
 * @property {number} [slower] what that does to its answers
 */

/** @type {readonly Bot[]} */
export const BOTS = [
  {
    slug: "nova",
    instructions: "You are Nova, the voice of the house. Be brief and warm. Ask before anything that unlocks a door.",
    models: [
      ["claude-haiku-4-5", 9],
      ["claude-sonnet-4-5", 1],
    ],
    channels: ["voice", "voice", "chat"],
    people: ["kari", "jonas", "ella"],
    dialogues: NOVA,
    tags: ["home"],
    context: [900, 2400],
    archives: false,
    streams: true,
    animations: ["nod", "wave", "think", "smile", "shrug"],
    rhythm: "evening",
    share: 24,
  },
  {
    slug: "mira",
    instructions: "You are Mira. You remember what people tell you, and say so when you do not know.",
    models: [
      ["claude-sonnet-4-5", 4],
      ["claude-opus-4-5", 1],
    ],
    channels: ["chat", "telegram"],
    people: ["anna", "jonas", "sam"],
    dialogues: MIRA,
    tags: ["companion"],
    context: [3000, 9000],
    archives: false,
    streams: true,
    animations: ["smile", "laugh", "think", "tilt"],
    rhythm: "evening",
    share: 14,
  },
  {
    slug: "codex",
    instructions:
      "You are Codex, an engineer in the repository of the booking service. Run the tests before you say done.",
    models: [
      ["gpt-5-codex", 4],
      ["claude-sonnet-4-5", 1],
    ],
    channels: ["cli", "github"],
    people: ["priya", "jonas", "mateo"],
    dialogues: CODEX,
    tags: ["code"],
    context: [9000, 42000],
    archives: true,
    streams: true,
    rhythm: "office",
    share: 13,
  },
  {
    slug: "atlas",
    instructions: "You are Atlas, a researcher. Read the sources, cite them, and say what you could not find.",
    models: [
      ["gemini-2.5-pro", 3],
      ["claude-sonnet-4-5", 1],
    ],
    channels: ["web", "slack"],
    people: ["tomoko", "li.wei", "sam", "priya"],
    dialogues: ATLAS,
    tags: ["research"],
    context: [2000, 7000],
    archives: false,
    streams: true,
    rhythm: "day",
    share: 13,
  },
  {
    slug: "harbor",
    instructions: "You are the service desk of Fjordline Ferries. Never promise a refund that the order does not show.",
    models: [
      ["gpt-5-mini", 6],
      ["claude-haiku-4-5", 1],
    ],
    channels: ["web", "whatsapp", "email"],
    people: ["guest-1842", "guest-2277", "guest-3031", "omar", "layla", "guest-4410", "hassan", "guest-5158"],
    dialogues: HARBOR,
    tags: ["support"],
    context: [1200, 3200],
    archives: false,
    streams: true,
    rhythm: "day",
    share: 26,
  },
  {
    slug: "skipper",
    instructions: "You are Skipper. You look after the containers of the house, and touch nothing without a reason.",
    models: [
      ["claude-opus-4-5", 1],
      ["claude-sonnet-4-5", 2],
    ],
    channels: ["discord", "cron"],
    people: ["mateo", "priya"],
    dialogues: SKIPPER,
    tags: ["ops"],
    context: [4000, 16000],
    archives: true,
    streams: true,
    rhythm: "day",
    share: 8,
  },
  {
    slug: "lantern",
    instructions: "Summarise the day's conversations. Keep names, dates and promises; leave out the weather.",
    models: [["llama-3.3-70b", 1]],
    channels: ["cron"],
    people: ["system"],
    dialogues: LANTERN,
    tags: ["nightly", "summary"],
    context: [1500, 6000],
    archives: false,
    streams: false,
    rhythm: "night",
    share: 6,
  },
];

/** How busy each hour of the day is, in UTC; the people live in Oslo, Berlin and Tokyo. */
export const RHYTHMS = {
  day: [2, 2, 2, 2, 3, 4, 6, 9, 11, 12, 12, 11, 10, 11, 12, 11, 9, 8, 7, 6, 5, 4, 3, 2],
  office: [0, 0, 0, 0, 0, 1, 4, 10, 14, 14, 13, 8, 10, 14, 14, 12, 8, 4, 2, 2, 2, 1, 1, 0],
  evening: [1, 0, 0, 0, 1, 5, 9, 6, 3, 3, 3, 4, 4, 3, 4, 7, 11, 13, 13, 12, 10, 7, 4, 2],
  night: [6, 14, 14, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4],
};
