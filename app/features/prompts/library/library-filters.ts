import { LIBRARY_FACETS, type LibraryFilter, type LibraryOrder, type LibrarySort } from "~/data/runtime/prompt-library";
import { sortParam } from "~/lib/list-params";
import { readQuery, valuesOf } from "~/lib/query-facets";

export const LIBRARY_KEYS: readonly string[] = LIBRARY_FACETS;
export const LIBRARY_ORDER = "key";

const SORTS: readonly string[] = ["key", "title", "category", "changed", "newest", "tokens"] satisfies LibrarySort[];

/** What the address asks for; what nobody understands falls away. */
export function readLibraryFilter(params: URLSearchParams): LibraryFilter {
  const query = readQuery(params, LIBRARY_KEYS);
  const values = (operator: "is" | "not") =>
    Object.fromEntries(
      LIBRARY_FACETS.map((facet) => [facet, valuesOf(query, facet, operator)]),
    ) as LibraryFilter["only"];
  return { only: values("is"), not: values("not"), words: query.words };
}

export function readLibraryOrder(params: URLSearchParams): LibraryOrder {
  const asked = params.get(sortParam) ?? LIBRARY_ORDER;
  const name = asked.replace(/^-/, "");
  return SORTS.includes(name)
    ? { sort: name as LibrarySort, descending: asked.startsWith("-") }
    : { sort: "key", descending: false };
}
