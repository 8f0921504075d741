import type { EffectiveValue } from "./effective-sources";

/** A value in as few words as say it. */
export function ValueText({ value }: { value: Pick<EffectiveValue, "key" | "value" | "isSecret" | "isSet"> }) {
  const faint = (text: string) => <span className="text-faint">{text}</span>;
  if (value.isSecret) return faint(value.isSet ? "set, not shown" : "not set");
  const it = value.value;
  if (it === null || it === undefined || it === "") return faint("left to the runtime");
  if (typeof it === "boolean") return it ? "yes" : "no";
  if (Array.isArray(it)) {
    if (it.length === 0) return faint(value.key === "allowed_tools" ? "every tool" : "none");
    return it.map((each) => inWords(each)).join(", ");
  }
  if (typeof it === "object") return <code className="font-mono text-small wrap-anywhere">{JSON.stringify(it)}</code>;
  return typeof it === "number" ? it.toLocaleString("en-US") : <span className="wrap-anywhere">{it as string}</span>;
}

function inWords(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const { model, provider } = value as { model?: string; provider?: string | null };
  if (model) return provider ? `${model} (${provider})` : model;
  return JSON.stringify(value);
}
