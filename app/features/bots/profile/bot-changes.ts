import { hideSecrets } from "~/lib/secret-json";
import { BOT_FIELD_KEYS, type BotFields } from "~/data/runtime/bot-profile";

export type BotFieldKey = keyof BotFields;

/** The same whatever order the keys of an object stand in: Postgres has one of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one ?? null) === canonical(other ?? null);
}

/** Which fields differ, in the order of the form. */
export function changedKeys(before: BotFields, after: BotFields): BotFieldKey[] {
  return BOT_FIELD_KEYS.filter((key) => !isSame(before[key], after[key]));
}

const LONG = 300;

/** For the audit log: what changed, without secrets; a long text by its length, for its history keeps it whole. */
export function toldFields(fields: BotFields, keys: readonly BotFieldKey[]): Record<string, unknown> {
  const told = Object.fromEntries(keys.map((key) => [key, fields[key]]));
  return Object.fromEntries(
    Object.entries(hideSecrets(told)).map(([key, value]) => [
      key,
      typeof value === "string" && value.length > LONG ? `${value.length} characters` : value,
    ]),
  );
}
