import {
  LIBRARY_FACETS,
  type LibraryFacet,
  type LibraryFilter,
  type LibraryGroup,
} from "~/data/runtime/prompt-library";

export type LibraryCount = { value: string; count: number };
export type LibraryCounts = Record<LibraryFacet, LibraryCount[]> & { total: number };

/** What a group of prompts is under each facet. A folder counts for those it lies in. */
const VALUES: Record<LibraryFacet, (group: LibraryGroup) => readonly string[]> = {
  category: ({ category }) => [category],
  folder: ({ folder }) => withParents(folder),
  scope: ({ scope }) => [scope],
  bot: ({ bot }) => (bot === null ? [] : [bot]),
  standing: ({ standing }) => [standing],
  state: ({ states }) => states,
};

/** Each facet counted as if nothing were chosen in it: what a click would show. */
export function countLibrary(groups: readonly LibraryGroup[], filter: LibraryFilter): LibraryCounts {
  const counts = Object.fromEntries(LIBRARY_FACETS.map((facet) => [facet, new Map<string, number>()])) as Record<
    LibraryFacet,
    Map<string, number>
  >;
  let total = 0;
  for (const group of groups) {
    const missed = LIBRARY_FACETS.filter((facet) => !fits(facet, group, filter));
    if (missed.length === 0) total += group.count;
    if (missed.length > 1) continue;
    for (const facet of missed.length === 1 ? missed : LIBRARY_FACETS)
      for (const value of VALUES[facet](group)) counts[facet].set(value, (counts[facet].get(value) ?? 0) + group.count);
  }
  const listed = LIBRARY_FACETS.map((facet) => [facet, sorted(facet, counts[facet])]);
  return { ...(Object.fromEntries(listed) as Record<LibraryFacet, LibraryCount[]>), total };
}

function fits(facet: LibraryFacet, group: LibraryGroup, { only, not }: LibraryFilter): boolean {
  const values = VALUES[facet](group);
  if (only[facet].length > 0 && !only[facet].some((value) => values.includes(value))) return false;
  return !not[facet].some((value) => values.includes(value));
}

/** Folders stand as a tree, all else by how many there are. */
function sorted(facet: LibraryFacet, counts: ReadonlyMap<string, number>): LibraryCount[] {
  const list = [...counts].map(([value, count]) => ({ value, count }));
  if (facet === "folder") return list.sort((a, b) => compareFolders(a.value, b.value));
  return list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** "a/b/c" lies in "a/b" and in "a". */
export function withParents(folder: string): string[] {
  const parts = folder.split("/");
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}

function compareFolders(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  for (let at = 0; at < Math.min(left.length, right.length); at++)
    if (left[at] !== right[at]) return left[at]! < right[at]! ? -1 : 1;
  return left.length - right.length;
}
