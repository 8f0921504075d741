import { checkSetting, type SettingType } from "../registry/setting-type";

type Form = Record<string, unknown>;
export type SettingInput = { ok: true; value: unknown } | { ok: false; field: string; problem: string };

/** The field of a form that holds a part of an object. */
export function partName(key: string): string {
  return `part.${key}`;
}

/** What a person typed, as the value that it stands for. Problems name the field of the form. */
export function readSettingInput(type: SettingType, form: Form): SettingInput {
  if (type.kind === "object") {
    const value: Record<string, unknown> = {};
    for (const field of type.fields) {
      const text = textOf(form[partName(field.key)]);
      if (text.trim() === "") continue;
      const part = read(field.type, text, partName(field.key));
      if (!part.ok) return part;
      value[field.key] = part.value;
    }
    return { ok: true, value };
  }
  return read(type, textOf(form.value), "value");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function read(type: SettingType, text: string, field: string): SettingInput {
  const parsed = parse(type, text);
  if (!parsed.ok) return { ok: false, field, problem: sentence(parsed.problem) };
  const checked = checkSetting(type, parsed.value);
  return checked.ok ? checked : { ok: false, field, problem: sentence(checked.problem) };
}

function parse(type: SettingType, text: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  switch (type.kind) {
    case "bool":
      return { ok: true, value: text === "true" ? true : text === "false" ? false : text };
    case "number": {
      const plain = text.trim().replaceAll(/[_\s]|,(?=\d{3}(\D|$))/g, "");
      return { ok: true, value: plain === "" ? null : Number(plain) };
    }
    case "texts":
      return {
        ok: true,
        value: text
          .split(/\r?\n/)
          .map((line) => line.trim())
          .filter((line) => line !== ""),
      };
    case "json":
      try {
        return { ok: true, value: JSON.parse(text) as unknown };
      } catch {
        return { ok: false, problem: 'is not JSON; a text stands in quotes, as in "yes"' };
      }
    default:
      return { ok: true, value: text };
  }
}

/** A problem follows the setting's name; under its field it stands alone. */
function sentence(problem: string): string {
  return `It ${problem}`;
}
