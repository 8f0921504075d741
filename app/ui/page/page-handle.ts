import type { ComponentType } from "react";

/** What a route tells the frame about its page: `export const handle: PageHandle = { title: "Health" }`. */
export type PageHandle = {
  /** In the top bar and the browser's tab; from the loader's data where it names one thing. */
  title: string | ((data: unknown) => string);
  /** The page above, before the title. */
  parent?: { to: string; label: string };
  /** Beside the title in the top bar: time range, live indicator. Reads its own data from the URL or the route. */
  Tools?: ComponentType;
};

type Match = { handle?: unknown; data?: unknown };

/** The page of the deepest match that has a title. */
export function pageOf(matches: readonly Match[]): { title: string; handle: PageHandle } | null {
  const match = matches.findLast(({ handle }) => typeof handle === "object" && handle !== null && "title" in handle);
  if (!match) return null;
  const handle = match.handle as PageHandle;
  return { handle, title: typeof handle.title === "function" ? handle.title(match.data) : handle.title };
}
