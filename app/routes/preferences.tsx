import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { DENSITIES, parsePreferences, serializePreferences, THEMES } from "~/lib/preferences";
import { anyone } from "~/platform/session.server";

/** Theme and density for browsers without script; the others write the cookie themselves. */
export async function action({ request }: ActionFunctionArgs) {
  anyone("how pages look in this browser is nobody's secret and no write");
  const form = await request.formData();
  const preferences = parsePreferences(request.headers.get("cookie"));
  const theme = THEMES.find((each) => each === form.get("theme")) ?? preferences.theme;
  const density = DENSITIES.find((each) => each === form.get("density")) ?? preferences.density;
  return redirect(ownPage(request), {
    headers: { "Set-Cookie": serializePreferences({ ...preferences, theme, density }) },
  });
}

/** Back to where the form was, which is never another site. */
function ownPage(request: Request): string {
  const referer = request.headers.get("referer");
  if (!referer || !URL.canParse(referer)) return "/";
  const { host, pathname, search } = new URL(referer);
  return host === new URL(request.url).host && !pathname.startsWith("//") ? pathname + search : "/";
}
