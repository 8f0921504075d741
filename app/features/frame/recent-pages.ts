export type RecentPage = { to: string; title: string };

const MOST = 8;
const keyOf = (personId: string) => `wh-recent:${personId}`;

/** The pages this person opened last in this browser, newest first. */
export function readRecent(personId: string): RecentPage[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberRecent(personId: string, page: RecentPage): void {
  const others = readRecent(personId).filter(({ to }) => to !== page.to);
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify([page, ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing has no recent pages; everything else works.
  }
}

/** At signing out: the next person at this browser need not know. */
export function forgetRecent(personId: string): void {
  try {
    localStorage.removeItem(keyOf(personId));
  } catch {
    // Nothing was kept.
  }
}

function isRecent(value: unknown): value is RecentPage {
  if (typeof value !== "object" || value === null || !("to" in value) || !("title" in value)) return false;
  return typeof value.to === "string" && value.to.startsWith("/") && typeof value.title === "string";
}
