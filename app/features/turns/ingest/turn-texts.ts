const PREVIEW_CHARS = 160;

/** How many code points a text has: what response_offset counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // The second half of a pair was counted with the first.
    if (unit < 0xdc00 || unit > 0xdfff) count++;
  }
  return count;
}

/** The part of a text from a code point on. */
export function fromCodePoint(text: string, start: number): string {
  let at = 0;
  let index = 0;
  while (at < start && index < text.length) {
    index += text.codePointAt(index)! > 0xffff ? 2 : 1;
    at++;
  }
  return text.slice(index);
}

/** The first line or so of a text, as lists show it. */
export function preview(text: string | null | undefined): string | null {
  if (!text) return null;
  const flat = text
    .slice(0, PREVIEW_CHARS * 4)
    .replace(/\s+/g, " ")
    .trim();
  if (flat === "") return null;
  if (flat.length <= PREVIEW_CHARS) return flat;
  const cut = flat.slice(0, flat.length - fromCodePoint(flat, PREVIEW_CHARS).length);
  return cut.length < flat.length ? `${cut.trimEnd()}…` : flat;
}

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}々ー]+/gu;
/** As far as the index of the database reads. */
const SEARCHED_CHARS = 50_000;
const MAX_PAIRS = 10_000;

export function spacelessRuns(text: string): string[] {
  return [...text.matchAll(SPACELESS)].map(([run]) => run);
}

/** A run together with the letters that touch it: the parser takes "用Python写" for one word. */
const TOUCHED = new RegExp(`[\\p{L}\\p{N}]*${SPACELESS.source}[\\p{L}\\p{N}]*`, "gu");

/**
 * Neighbouring pairs of every run of a script that writes without spaces, each once, and the words that touch such a
 * run; null when there is none. A word of two characters is one pair, a longer one is looked for by all of its pairs.
 */
export function searchPairs(...texts: (string | null | undefined)[]): string | null {
  const pairs = new Set<string>();
  for (const text of texts)
    for (const [touched] of (text ?? "").slice(0, SEARCHED_CHARS).matchAll(TOUCHED)) {
      for (const [run] of touched.matchAll(SPACELESS)) {
        const letters = [...run];
        if (letters.length === 1) pairs.add(run);
        for (let i = 0; i + 1 < letters.length; i++) pairs.add(letters[i]! + letters[i + 1]!);
      }
      for (const word of touched.split(SPACELESS)) if (word) pairs.add(word);
    }
  return pairs.size > 0 ? [...pairs].slice(0, MAX_PAIRS).join(" ") : null;
}

/** The last message of a person, for lists and search, when a runtime sends messages and no prompt. */
export function promptOf(messages: unknown[] | null | undefined): string | null {
  for (const message of [...(messages ?? [])].reverse()) {
    if (typeof message !== "object" || message === null) continue;
    const { role, content } = message as { role?: unknown; content?: unknown };
    if (role !== "user") continue;
    if (typeof content === "string") return content;
    if (!Array.isArray(content)) return null;
    const parts = content.map((part: unknown) =>
      typeof part === "object" && part !== null && typeof (part as { text?: unknown }).text === "string"
        ? (part as { text: string }).text
        : "",
    );
    return parts.filter(Boolean).join("\n") || null;
  }
  return null;
}

/**
 * What makes two errors the same: their text without what differs from one time to the next (ids, numbers, addresses,
 * quoted values).
 */
export function errorFingerprint(text: string | null | undefined): string | null {
  if (!text) return null;
  const plain = text
    .slice(0, 500)
    .split("\n", 1)[0]!
    .replace(/https?:\/\/\S+/g, "<url>")
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/gi, "<id>")
    .replace(/\b(?=\w*\d)(?=\w*[a-z])[\w-]{12,}\b/gi, "<id>")
    .replace(/(["'`])(?:(?!\1).){1,200}\1/g, "<value>")
    .replace(/\d+(?:[.,]\d+)*/g, "<n>")
    .replace(/\s+/g, " ")
    .trim();
  return plain.slice(0, 160) || null;
}
