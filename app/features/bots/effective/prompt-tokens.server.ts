import { createHash } from "node:crypto";
import { countTokens } from "~/lib/count-tokens";

const REMEMBERED = 500;
const counted = new Map<string, number>();

/** Tokens of a text by o200k. A text that was counted is not counted again: a megabyte of it takes a second. */
export async function promptTokens(text: string): Promise<number> {
  const key = createHash("sha256").update(text).digest("base64");
  const known = counted.get(key);
  if (known !== undefined) return known;
  const tokens = await countTokens(text);
  if (counted.size >= REMEMBERED) counted.delete(counted.keys().next().value!);
  counted.set(key, tokens);
  return tokens;
}
