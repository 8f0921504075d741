/** A piece is counted at one go: the time grows with the square of a word's length, and Chinese is one long word. */
const PIECE = 600;
/** Where a text may be cut without making more tokens of it, looked for in the last part of a piece. */
const CUT_WITHIN = 200;
const REST_AFTER_MS = 8;

/** Ends a piece before a space or a line, where one is near. */
function cutAt(text: string, from: number): number {
  const end = from + PIECE;
  if (end >= text.length) return text.length;
  for (let at = end; at > end - CUT_WITHIN; at--) if (text[at] === "\n" || text[at] === " ") return at;
  // Never between the halves of one character.
  const half = text.charCodeAt(end);
  return half >= 0xdc00 && half <= 0xdfff ? end - 1 : end;
}

/**
 * About how many tokens a text is: exactly o200k_base for short ones, and at most a few off for each piece of a long
 * one. Never holds up the event loop, and brings its tables only when it is first asked.
 */
export async function countTokens(text: string, signal?: AbortSignal): Promise<number> {
  if (text === "") return 0;
  const { countTokens: count } = await import("gpt-tokenizer/encoding/o200k_base");
  let tokens = 0;
  let since = performance.now();
  for (let at = 0; at < text.length;) {
    signal?.throwIfAborted();
    const end = cutAt(text, at);
    tokens += count(text.slice(at, end), { allowedSpecial: "all" });
    at = end;
    if (performance.now() - since < REST_AFTER_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return tokens;
}
