import { route, type RouteConfig } from "@remix-run/route-config";

/** The site map: every address, in the order of the side menu. */
export default [route("*", "routes/not-found.tsx")] satisfies RouteConfig;
