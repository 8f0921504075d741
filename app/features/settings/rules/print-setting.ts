import type { SettingType } from "../registry/setting-type";

const LONGEST = 120;

/** A value as people read it, on one line. */
export function printSetting(type: SettingType, value: unknown): string {
  if (value === null || value === undefined) return "not set";
  if (type.kind === "bool" && typeof value === "boolean") return value ? "On" : "Off";
  if (type.kind === "number" && typeof value === "number")
    return `${value.toLocaleString("en-US", { maximumFractionDigits: 6 })}${type.unit ? ` ${type.unit}` : ""}`;
  const chosen = type.kind === "choice" ? type.choices.find((choice) => choice.value === value) : undefined;
  if (chosen) return chosen.label;
  if (type.kind === "texts" && Array.isArray(value)) return value.length === 0 ? "none" : cut(value.join(", "));
  if (type.kind === "object") return printParts(type, value);
  return cut(typeof value === "string" ? value : JSON.stringify(value));
}

function printParts(type: Extract<SettingType, { kind: "object" }>, value: unknown): string {
  const given = value as Record<string, unknown>;
  const parts = type.fields.filter(({ key }) => given[key] !== undefined && given[key] !== null);
  return cut(parts.map(({ label, key, type: part }) => `${label} ${printSetting(part, given[key])}`).join(" · "));
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
