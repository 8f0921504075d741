import { layout, route, type RouteConfig } from "@remix-run/route-config";

/** The site map: every address, in the order of the side menu. */
export default [
  // Everything for people who are signed in stands in the frame.
  layout("routes/frame.tsx", [route("*", "routes/not-found.tsx")]),
  route("palette", "routes/palette.tsx"),
  route("preferences", "routes/preferences.tsx"),
  route("gallery", "routes/gallery.tsx"),
  route("api/v1/me", "routes/api/me.ts"),
  route("api/v1/openapi.json", "routes/api/openapi.ts"),
  route("api/*", "routes/api/unknown.ts"),
] satisfies RouteConfig;
