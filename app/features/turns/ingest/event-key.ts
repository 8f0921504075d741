import { createHash } from "node:crypto";

/** JSON as Python writes it with sorted keys: runtimes compute the same key on their side. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(", ")}]`;
  if (value && typeof value === "object") {
    const entries = Object.entries(value).sort(([a], [b]) => compareCodePoints(a, b));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}: ${canonicalJson(inner)}`).join(", ")}}`;
  }
  return JSON.stringify(value ?? null);
}

/** Python orders text by code points, JavaScript by UTF-16 units. */
function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export type KeyedEvent = { session_key: string; kind: string; seq?: number | null; payload?: unknown };

/** What makes two events the same: session, kind, payload and number. */
export function eventKey({ session_key, kind, seq, payload }: KeyedEvent): string {
  const text = `${session_key}:${kind}:${canonicalJson(payload)}:${seq ?? "None"}`;
  return createHash("sha256").update(text).digest("hex");
}
