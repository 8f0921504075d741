import type { ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { isLookChange } from "~/lib/list-params";

/**
 * For the routes of a list and those around it: `export { shouldLoadList as shouldRevalidate }`. Moving the open row or
 * a column asks the server for nothing, so it takes no round trip. Do not use it where the loader reads the open row.
 */
export function shouldLoadList(args: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = args;
  return isLookChange(currentUrl, nextUrl, formMethod) ? false : defaultShouldRevalidate;
}
