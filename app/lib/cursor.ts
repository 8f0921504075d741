import { fromBase64Url, toBase64Url } from "./base64url";

const longestCursor = 2048;

/**
 * A position in a sorted list. The parts stay the text that Postgres gave: a Date would drop the
 * microseconds and lose rows. The order is written in, so a cursor is not used under another sort.
 */
export function encodeCursor(order: string, parts: readonly string[]): string {
  return toBase64Url(JSON.stringify([order, ...parts]));
}

/** The parts, or null for anything that this order did not write. */
export function decodeCursor(order: string, cursor: string | null | undefined, length: number): string[] | null {
  if (!cursor || cursor.length > longestCursor) return null;
  const text = fromBase64Url(cursor);
  if (text === null) return null;
  try {
    const [writtenFor, ...parts] = JSON.parse(text) as unknown[];
    if (writtenFor !== order || parts.length !== length) return null;
    return parts.every((part) => typeof part === "string") ? parts : null;
  } catch {
    return null;
  }
}
