/** What a setting may hold. It decides the control, the check and how the value reads. */
export type SettingType =
  | { kind: "bool" }
  | { kind: "number"; whole?: boolean; min?: number; max?: number; step?: number; unit?: string }
  | { kind: "text"; maxLength?: number }
  | { kind: "choice"; choices: readonly { value: string; label: string }[] }
  | { kind: "texts"; maxItems?: number }
  | { kind: "model" }
  | { kind: "object"; fields: readonly SettingField[] }
  | { kind: "secret" }
  | { kind: "json" };

/** A part of an object. It has a default of its own: what a value leaves out is as shipped. */
export type SettingField = {
  key: string;
  label: string;
  help: string;
  type: Exclude<SettingType, { kind: "object" | "secret" | "json" }>;
  default: unknown;
};

type Checked = { ok: true; value: unknown } | { ok: false; problem: string; field?: string };

const MAX_TEXT = 4_000;
const MAX_JSON = 64 * 1024;

const good = (value: unknown): Checked => ({ ok: true, value });
const bad = (problem: string): Checked => ({ ok: false, problem });

/** Holds a value against its type. A problem is a few words that follow the name of the setting. */
export function checkSetting(type: SettingType, value: unknown): Checked {
  switch (type.kind) {
    case "bool":
      return typeof value === "boolean" ? good(value) : bad("must be on or off");
    case "number":
      return checkNumber(type, value);
    case "text":
    case "model":
      return checkText(value, type.kind === "text" ? type.maxLength : 200);
    case "choice":
      return type.choices.some((choice) => choice.value === value)
        ? good(value)
        : bad(`must be one of ${type.choices.map((choice) => choice.value).join(", ")}`);
    case "texts":
      return checkTexts(type, value);
    case "object":
      return checkObject(type.fields, value);
    case "secret":
      return typeof value === "string" && value.trim() !== "" && value.length <= MAX_TEXT
        ? good(value)
        : bad(`must be a text of 1 to ${MAX_TEXT.toLocaleString("en-US")} characters`);
    case "json":
      return value !== undefined && value !== null && JSON.stringify(value).length <= MAX_JSON
        ? good(value)
        : bad(value === null || value === undefined ? "must be a value, not null" : "may have at most 64 KB");
  }
}

function checkNumber(type: Extract<SettingType, { kind: "number" }>, value: unknown): Checked {
  if (typeof value !== "number" || !Number.isFinite(value)) return bad("must be a number");
  if (type.whole && !Number.isSafeInteger(value)) return bad("must be a whole number");
  const { min = -Infinity, max = Infinity } = type;
  if (value >= min && value <= max) return good(value);
  if (max === Infinity) return bad(`must be at least ${min}`);
  return bad(min === -Infinity ? `must be at most ${max}` : `must be between ${min} and ${max}`);
}

function checkText(value: unknown, maxLength = MAX_TEXT): Checked {
  if (typeof value !== "string" || value.trim() === "") return bad("must be a text");
  if (value.includes("\0")) return bad("holds a character that cannot be stored");
  return value.length <= maxLength ? good(value.trim()) : bad(`may have at most ${maxLength} characters`);
}

function checkTexts({ maxItems = 200 }: { maxItems?: number }, value: unknown): Checked {
  if (!Array.isArray(value)) return bad("must be a list");
  if (value.length > maxItems) return bad(`may have at most ${maxItems} entries`);
  const texts: unknown[] = [];
  for (const [at, each] of value.entries()) {
    const checked = checkText(each, 200);
    if (!checked.ok) return bad(`entry ${at + 1} ${checked.problem}`);
    texts.push(checked.value);
  }
  return good([...new Set(texts)]);
}

function checkObject(fields: readonly SettingField[], value: unknown): Checked {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return bad("must be an object");
  const given = value as Record<string, unknown>;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(given))
    if (!fields.some((field) => field.key === key))
      return { ok: false, field: key, problem: `${key} is not one of its parts` };
  for (const { key, type, label } of fields) {
    if (given[key] === undefined || given[key] === null) continue;
    const checked = checkSetting(type, given[key]);
    if (!checked.ok) return { ok: false, field: key, problem: `${label}: ${checked.problem}` };
    result[key] = checked.value;
  }
  return good(result);
}
