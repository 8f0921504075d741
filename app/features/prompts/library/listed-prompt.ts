import type { LibraryRow } from "~/data/runtime/prompt-library";

/** Beyond this a row says "10,000+". */
export const TURNS_CAP = 10_000;

/** A row of the library; null where the turns could not be counted in time. */
export type ListedPrompt = LibraryRow & { turns: number | null };
