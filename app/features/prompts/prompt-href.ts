/** Where the pages of a prompt are. The scope of everybody is not written. */
type At = { key: string; scope: string };
type Params = Record<string, string | number | null | undefined>;

export function promptHref(
  { key, scope }: At,
  page: "" | "edit" | "diff" | "effect" = "",
  params: Params = {},
): string {
  const search = new URLSearchParams();
  if (scope !== "global") search.set("scope", scope);
  for (const [name, value] of Object.entries(params))
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  const text = search.toString();
  return `/prompts/${nameInPath(key)}${page && `/${page}`}${text && `?${text}`}`;
}

/** /prompts/new is a page of its own; a prompt of that name is found all the same, for no key holds a tilde. */
function nameInPath(key: string): string {
  return key === "new" || key === "names" ? `~${key}` : encodeURIComponent(key);
}

export function keyOfPath(param: string | undefined): string {
  return (param ?? "").replace(/^~/, "");
}

/** The turns that name a prompt, or one of its versions. */
export function promptTurnsHref({ key, scope }: At, version?: number, range = "7d"): string {
  const prompt = version === undefined ? `${key}@${scope}` : `${key}@${scope}@${version}`;
  return `/turns?${new URLSearchParams({ prompt, range }).toString()}`;
}

/** A row of the library as addresses name it: a key never holds an @. */
export function promptId({ key, scope }: At): string {
  return scope === "global" ? key : `${key}@${scope}`;
}

export function readPromptId(id: string): At {
  const [key = "", scope = "global"] = id.split("@", 2);
  return { key, scope };
}

export function scopeWords(scope: string): string {
  if (scope === "global") return "Everybody";
  if (scope === "default") return "As shipped";
  return scope.slice("bot:".length);
}

const SCOPE = /^(?:global|default|bot:[A-Za-z0-9._:-]{1,128})$/;

/** The scope an address asks for; the house's where it says nothing that is one. */
export function readScope(text: string | null): string {
  return text !== null && SCOPE.test(text) ? text : "global";
}
