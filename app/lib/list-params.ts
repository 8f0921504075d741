/**
 * The parameters that every list page shares. Those of the view change how rows look, not which rows there are:
 * no query runs again for them.
 */
export const peekParam = "peek";
export const cursorParam = "after";
export const sortParam = "sort";
export const viewParam = "view";
export const columnsParam = "cols";
export const widthsParam = "w";
export const densityParam = "density";

const lookParams = [peekParam, columnsParam, widthsParam, densityParam, viewParam];

/** What decides which rows there are, in one fixed order: two addresses of one list give the same text. */
export function listKey(params: URLSearchParams, alsoLook: readonly string[] = []): string {
  const next = new URLSearchParams(params);
  for (const name of [...lookParams, ...alsoLook, cursorParam]) next.delete(name);
  next.sort();
  return next.toString();
}

/** The part of an address that a saved view keeps: filters, range, sort and columns, without the place in the list. */
export function savedSearch(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of [peekParam, cursorParam, viewParam]) params.delete(name);
  params.sort();
  return params.toString();
}

/** For a route's shouldRevalidate: false when only the look of the list changed. Writes and refreshes always load again. */
export function isLookChange(
  current: URL,
  next: URL,
  formMethod: string | undefined,
  alsoLook: readonly string[] = [],
): boolean {
  if (formMethod && formMethod.toUpperCase() !== "GET") return false;
  if (current.pathname !== next.pathname || current.search === next.search) return false;
  const sameCursor = current.searchParams.get(cursorParam) === next.searchParams.get(cursorParam);
  return sameCursor && listKey(current.searchParams, alsoLook) === listKey(next.searchParams, alsoLook);
}
