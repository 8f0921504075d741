import type { ServerBuild } from "@remix-run/node";

type Routes = Record<string, { id: string; parentId?: string; path?: string } | undefined>;

/** The first part of a route's whole address: "" where it has none, as layouts and the overview. */
function areaOf(routes: Routes, id: string): string {
  const route = routes[id];
  if (!route) return "";
  const above = route.parentId ? areaOf(routes, route.parentId) : "";
  return above || (route.path?.split("/")[0] ?? "");
}

/** The first part of an address, also where only the data of a page is asked for. */
export function areaOfPath(path: string): string {
  const area = path.split("/")[1]!.replace(/\.data$/, "");
  return area === "_root" ? "" : area;
}

/** The areas that a build has pages in. */
export function areasOf(build: ServerBuild): Set<string> {
  return new Set(Object.keys(build.routes).map((id) => areaOf(build.routes, id)));
}

/**
 * The same build with the routes of one area, and those of every page. Remix weighs and compiles all of its routes anew
 * several times for each request: with a hundred of them that was a tenth of a page.
 */
export function areaRoutes(build: ServerBuild, area: string): ServerBuild {
  const only = <T>(routes: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ["", "*", area].includes(areaOf(build.routes, id))));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}
