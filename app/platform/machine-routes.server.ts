import type { ServerBuild } from "@remix-run/node";

/**
 * The same build with the routes of the machine interface alone. Remix weighs every route anew at each request, and
 * runtimes call by the hundred a second.
 */
export function machineRoutes(build: ServerBuild): ServerBuild {
  const isNeeded = ({ id, path }: { id: string; path?: string }) => id === "root" || path?.startsWith("api/");
  return {
    ...build,
    routes: Object.fromEntries(Object.entries(build.routes).filter(([, route]) => route && isNeeded(route))),
  };
}
