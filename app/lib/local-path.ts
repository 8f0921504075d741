/** Where to go afterwards, if that is a page of ours; an address elsewhere becomes the fallback. */
export function localPath(to: string | null | undefined, fallback = "/"): string {
  if (!to?.startsWith("/")) return fallback;
  const url = URL.canParse(to, "http://here") ? new URL(to, "http://here") : null;
  if (!url || url.origin !== "http://here") return fallback;
  const path = url.pathname + url.search + url.hash;
  // "/..//elsewhere" is ours to the parser, and not to the browser once the dots are gone.
  return path.startsWith("//") ? fallback : path;
}
