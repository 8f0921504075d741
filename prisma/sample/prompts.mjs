import { TOLD_BOTS } from "./prompt-texts.mjs";
import { HOUSE_PROMPTS } from "./house-prompts.mjs";

/**
 * @typedef {{ name: string, type: "text" | "number" | "list" | "choice", description?: string, default?: string | number, example?: string | number, choices?: string[] }} Variable
 * @typedef {object} SampleVersion
 * @property {number} hours when it was saved, before the end of the week
 * @property {string} by
 * @property {string} note
 * @property {string} body
 * @property {number} [slower] how much longer turns take that it tells what to do
 * @property {number} [longer] tokens of context that it adds to each
 * @typedef {{ hours: number, kind: "pin" | "rollback" | "protect", version: number, by: string, reason: string }} SampleMove
 * @typedef {object} SamplePrompt
 * @property {string} key
 * @property {string | null} bot null: the house's
 * @property {string} title
 * @property {string} category
 * @property {string} folder
 * @property {readonly Variable[]} variables
 * @property {readonly SampleVersion[]} versions the first is version 1
 * @property {readonly SampleMove[]} [moves]
 * @property {readonly string[]} [told] the bots whose turns name it, besides its own
 */

const HOUR = 3_600_000;

/** @type {readonly SamplePrompt[]} */
export const SAMPLE_PROMPTS = [...TOLD_BOTS, ...HOUSE_PROMPTS];

/** The version that was active so long before the end of the week: the pinned one, else the newest. @param {SamplePrompt} prompt @param {number} hours */
function versionAt(prompt, hours) {
  const pin = (prompt.moves ?? []).findLast((move) => move.hours >= hours);
  return pin?.version ?? prompt.versions.findLastIndex((version) => version.hours >= hours) + 1;
}

/** A body with the defaults of its variables and the prompts that it names. @param {SamplePrompt} prompt @param {string} body @param {number} hours @returns {string} */
function said(prompt, body, hours) {
  return body
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name) => {
      const variable = prompt.variables.find((each) => each.name === name);
      return String(variable?.example ?? variable?.default ?? "");
    })
    .replaceAll(/\{\{> ([\w.]+)\}\}/g, (_, key) => {
      const other = SAMPLE_PROMPTS.find((each) => each.key === key && each.bot === null);
      const version = other?.versions[versionAt(other, hours) - 1];
      return other && version ? said(other, version.body, hours) : "";
    });
}

/**
 * A bot as it was told what to do at a moment of the week: what its turns name, what their system message says, and what
 * that did to them.
 * @template {import("./cast.mjs").Bot} B @param {B} bot @param {number} msBeforeEnd @returns {B & { prompts: { key: string, scope: string, version: number }[], slower: number }}
 */
export function asTold(bot, msBeforeEnd) {
  const hours = msBeforeEnd / HOUR;
  const own = SAMPLE_PROMPTS.filter((prompt) => prompt.bot === bot.slug || prompt.told?.includes(bot.slug));
  let { instructions } = bot;
  let slower = 1;
  let [least, most] = bot.context;
  const prompts = own.map((prompt) => {
    const version = versionAt(prompt, hours);
    const text = /** @type {SampleVersion} */ (prompt.versions[version - 1]);
    slower *= text.slower ?? 1;
    least += text.longer ?? 0;
    most += text.longer ?? 0;
    if (prompt.bot !== null) instructions = said(prompt, text.body, hours);
    return { key: prompt.key, scope: prompt.bot === null ? "global" : `bot:${prompt.bot}`, version };
  });
  return { ...bot, prompts, slower, instructions, context: [least, most] };
}
