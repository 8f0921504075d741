/** What the library may be narrowed by. */
export const LIBRARY_FACETS = ["category", "folder", "scope", "bot", "standing", "state"] as const;
export type LibraryFacet = (typeof LIBRARY_FACETS)[number];

/** A folder means what lies in its folders too. Values of one facet are alternatives. */
export type LibraryFilter = {
  only: Record<LibraryFacet, string[]>;
  not: Record<LibraryFacet, string[]>;
  words: readonly { text: string; negated: boolean }[];
};

/** Stands in the place of another, came with the product and was never changed, or is the house's own. */
export type PromptStanding = "override" | "shipped" | "own";
export type PromptState = "pinned" | "protected" | "waiting" | "behind";

export type LibraryRow = {
  key: string;
  /** "global", "bot:" and a slug, or "default": it only came along. */
  scope: string;
  title: string;
  category: string;
  folder: string;
  is_protected: boolean;
  newest_version: number;
  active_version: number;
  pinned_version: number | null;
  standing: PromptStanding;
  states: PromptState[];
  tokens: number | null;
  updated_at: string | null;
  updated_by: string | null;
};

export type LibrarySort = "key" | "title" | "category" | "changed" | "newest" | "tokens";
export type LibraryOrder = { sort: LibrarySort; descending: boolean };
/** Where a page ended; the sorted value is the text that Postgres gave. */
export type LibraryPosition = { value: string; key: string; scope: string };

export type LibraryGroup = {
  category: string;
  folder: string;
  scope: string;
  bot: string | null;
  standing: PromptStanding;
  states: PromptState[];
  count: number;
};
