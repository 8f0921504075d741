import { layout, route, type RouteConfig } from "@remix-run/route-config";

/** The site map: every address, in the order of the side menu. */
export default [
  // Everything for people who are signed in stands in the frame.
  layout("routes/frame.tsx", [
    route("access", "routes/access/people.tsx"),
    route("access/people/new", "routes/access/new-person.tsx"),
    route("access/people/:id", "routes/access/person.tsx"),
    route("access/keys", "routes/access/keys.tsx"),
    route("access/keys/new", "routes/access/new-key.tsx"),
    route("access/keys/:id", "routes/access/key.tsx"),
    route("access/sessions", "routes/access/sessions.tsx"),
    route("access/audit", "routes/access/audit.tsx"),
    route("access/audit/export", "routes/access/audit-export.ts"),
    route("account", "routes/account/account.tsx"),
    route("account/password", "routes/account/password.tsx"),
    route("account/codes", "routes/account/codes.tsx"),
    route("*", "routes/not-found.tsx"),
  ]),
  route("sign-in", "routes/sign-in/sign-in.tsx"),
  route("sign-in/code", "routes/sign-in/code.tsx"),
  route("sign-in/link", "routes/sign-in/link.tsx"),
  route("sign-in/reset", "routes/sign-in/reset.tsx"),
  route("sign-in/proxy", "routes/sign-in/proxy.tsx"),
  route("sign-out", "routes/sign-in/sign-out.ts"),
  route("welcome", "routes/sign-in/welcome.tsx"),
  route("palette", "routes/palette.tsx"),
  route("views", "routes/views.ts"),
  route("preferences", "routes/preferences.tsx"),
  route("gallery", "routes/gallery.tsx"),
  route("api/v1/me", "routes/api/me.ts"),
  route("api/v1/openapi.json", "routes/api/openapi.ts"),
  route("api/*", "routes/api/unknown.ts"),
] satisfies RouteConfig;
