import type { TextSearch } from "~/data/runtime/turn-search.server";
import { searchPairs, spacelessRuns } from "~/features/turns/ingest/turn-texts";

const LETTER = /[\p{L}\p{N}]/u;
const SPECIAL = /[.*+?^${}()|[\]\\/-]/g;

/** A pattern of Postgres for a text as it stands, with any white space between its words. */
function patternOf(text: string): string {
  const words = text.split(/\s+/).map((word) => word.replace(SPECIAL, "\\$&"));
  // A quoted phrase ends where its words do; scripts without spaces know no such end.
  const edge = (letter: string | undefined, mark: string) =>
    letter !== undefined && /[\p{L}\p{N}]/u.test(letter) && spacelessRuns(letter).length === 0 ? mark : "";
  return `${edge([...text][0], "\\m")}${words.join("\\s+")}${edge([...text].at(-1), "\\M")}`;
}

/**
 * What somebody looks for: words that all occur, "quoted phrases", -unwanted ones, and runs of scripts without spaces, which the index
 * knows by their pairs. Null when there is nothing to look for.
 */
export function parseSearch(q: string | null): TextSearch | null {
  const terms = [...(q ?? "").matchAll(/(?:(-)(?=[\p{L}\p{N}"]))?(?:"([^"]*)"?|(\S+))/gu)]
    .map(([, minus, phrase, word]) => ({
      ...{ text: (phrase ?? word ?? "").trim(), isPhrase: phrase !== undefined, isUnwanted: minus !== undefined },
    }))
    .filter(({ text }) => text !== "");
  if (terms.length === 0) return null;
  const search: TextSearch = { words: [], patterns: [], without: [] };
  for (const { text, isPhrase, isUnwanted } of terms) {
    if (isUnwanted) {
      search.without.push(patternOf(text));
      continue;
    }
    const runs = spacelessRuns(text);
    if (runs.length > 0) {
      for (const run of runs) if ([...run].length > 1) search.words.push(searchPairs(run)!);
      // One pair is found by the index as it stands; more of them, or other letters beside them, must stand together.
      if (runs.length > 1 || [...text].length !== 2) search.patterns.push(patternOf(text).replace(/^\\m|\\M$/g, ""));
    } else if (LETTER.test(text)) {
      search.words.push(text);
      if (isPhrase && /\s/.test(text)) search.patterns.push(patternOf(text));
    } else search.patterns.push(patternOf(text));
  }
  return search;
}
