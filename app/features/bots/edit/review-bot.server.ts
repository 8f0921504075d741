import { pool } from "~/data/postgres.server";
import { fieldsOf, type BotFields, type BotProfile } from "~/data/runtime/bot-profile";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { findBotRevision } from "~/data/runtime/bot-revisions.server";
import { AppError } from "~/lib/errors";
import { hideSecrets } from "~/lib/secret-json";
import { changedKeys, isSame, type BotFieldKey } from "../profile/bot-changes";
import { checkBot } from "../profile/bot-input.server";
import { describeChanges, FIELD_LABELS, sayField, type FieldChange } from "../profile/bot-labels";
import { withSecrets } from "../profile/update-bot.server";
import { fromFormValues, toFormValues, type BotFormValues } from "./bot-form-values";

export type Review = { step: "review"; values: BotFormValues; baseRevision: number; changes: FieldChange[] };
/** A field that two people changed to different things. */
export type Dispute = {
  key: BotFieldKey;
  label: string;
  kind: "line" | "text" | "json";
  base: string;
  mine: string;
  theirs: string;
};
export type Conflict = {
  step: "conflict";
  values: BotFormValues;
  baseRevision: number;
  theirRevision: number;
  theirName: string;
  disputes: Dispute[];
  onlyMine: FieldChange[];
  onlyTheirs: FieldChange[];
};
export type Refused = {
  step: "form";
  ok: false;
  message: string;
  fields: Record<string, string>;
  values: BotFormValues;
  baseRevision: number;
};

/** What the form means, or why it cannot be saved. Secrets it showed as hidden are those that are stored. */
export function readDraft(
  values: BotFormValues,
  stored: BotFields | null,
): { fields: BotFields } | { problems: Record<string, string> } {
  const { input, problems } = fromFormValues(values);
  const checked = checkBot(input);
  const all = { ...checked.problems, ...problems };
  if (checked.problems || Object.keys(all).length > 0) return { problems: all };
  return { fields: stored ? withSecrets(checked.fields, stored) : checked.fields };
}

/** Before anything is saved: what would change, or where somebody else was faster. */
export async function reviewBot(
  slug: string,
  values: BotFormValues,
  baseRevision: number,
): Promise<Review | Conflict | Refused> {
  const current = await findBotProfile(pool(), slug);
  if (!current) throw new AppError("conflict", `${slug} was deleted meanwhile. What you wrote is still in the form.`);
  const draft = readDraft(values, fieldsOf(current));
  if ("problems" in draft) return refuse("Some fields need another look.", draft.problems, values, baseRevision);
  draft.fields.name ||= current.slug;
  if (current.revision !== baseRevision) return compareThree(current, values, baseRevision, draft.fields);
  const changes = describeChanges(fieldsOf(current), draft.fields);
  if (changes.length === 0)
    return refuse("Nothing was changed, so there is nothing to save.", {}, values, baseRevision);
  return { step: "review", values, baseRevision, changes };
}

export function refuse(
  message: string,
  fields: Record<string, string>,
  values: BotFormValues,
  baseRevision: number,
): Refused {
  return { step: "form", ok: false, message, fields, values, baseRevision };
}

async function baseOf(bot: BotProfile, revision: number): Promise<BotFields> {
  const found = await findBotRevision(pool(), bot.id, revision);
  if (!found) throw new AppError("invalid", "This form is of a revision that was never there. Open the page anew.");
  return fieldsOf(found.profile);
}

async function compareThree(
  current: BotProfile,
  values: BotFormValues,
  baseRevision: number,
  mine: BotFields,
): Promise<Conflict | Refused> {
  const base = await baseOf(current, baseRevision);
  const theirs = fieldsOf(current);
  const byMe = changedKeys(base, mine);
  const byThem = changedKeys(base, theirs);
  const disputed = byMe.filter((key) => byThem.includes(key) && !isSame(mine[key], theirs[key]));
  const pick = (changes: FieldChange[], keys: BotFieldKey[]) => changes.filter(({ key }) => keys.includes(key));
  return {
    step: "conflict",
    values,
    baseRevision,
    theirRevision: current.revision,
    theirName: current.updated_by,
    disputes: disputed.map((key) => {
      const [a, b, c] = [sayField(key, base), sayField(key, mine), sayField(key, theirs)];
      const isLong = [a, b, c].some((text) => text.includes("\n") || text.length > 120);
      const kind = isLong || key.endsWith("_prompt") ? "text" : "line";
      return { key, label: FIELD_LABELS[key], kind, base: a, mine: b, theirs: c };
    }),
    onlyMine: pick(
      describeChanges(base, mine),
      byMe.filter((key) => !byThem.includes(key)),
    ),
    onlyTheirs: pick(
      describeChanges(base, theirs),
      byThem.filter((key) => !disputed.includes(key)),
    ),
  };
}

/** Their state with what I changed, and in each dispute what was chosen: as a form on top of theirs. */
export async function mergeBot(
  slug: string,
  values: BotFormValues,
  baseRevision: number,
  choices: Record<string, string>,
): Promise<{ values: BotFormValues; baseRevision: number }> {
  const current = await findBotProfile(pool(), slug);
  if (!current) throw new AppError("conflict", `${slug} was deleted meanwhile.`);
  const theirs = fieldsOf(current);
  const draft = readDraft(values, theirs);
  if ("problems" in draft) throw new AppError("invalid", "Some fields need another look.", { fields: draft.problems });
  const base = await baseOf(current, baseRevision);
  const byThem = changedKeys(base, theirs);
  const taken = changedKeys(base, draft.fields).filter((key) => !byThem.includes(key) || choices[key] === "mine");
  const merged = { ...theirs, ...Object.fromEntries(taken.map((key) => [key, draft.fields[key]])) };
  return { values: toFormValues(hideSecrets(merged)), baseRevision: current.revision };
}
