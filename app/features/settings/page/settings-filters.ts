/** What the address of the settings' page says. */
export const SCOPE_PARAM = "scope";
export const SEARCH_PARAM = "q";
export const ONLY_SET_PARAM = "only";
/** The setting that is open. */
export const OPEN_PARAM = "key";

/** The same page with another setting open, or with none. */
export function openHref(params: URLSearchParams, key: string | null): string {
  const next = new URLSearchParams(params);
  if (key === null) next.delete(OPEN_PARAM);
  else next.set(OPEN_PARAM, key);
  const search = next.toString();
  return search ? `?${search}` : "?";
}

/** Where a setting's line stands on the page. */
export function lineId(key: string): string {
  return `setting-${key}`;
}
