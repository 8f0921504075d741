import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { signOut } from "~/features/access/sign-out.server";
import { clearedSessionCookie } from "~/platform/session-cookie.server";
import { anyone, findUser } from "~/platform/session.server";

export function loader(_args: LoaderFunctionArgs) {
  anyone("an address that was typed signs nobody out");
  throw redirect("/");
}

export async function action({ request, context }: ActionFunctionArgs) {
  anyone("everybody may leave, also when the session ended before");
  const user = await findUser(request, context);
  if (user) await signOut(user);
  throw redirect("/sign-in", { headers: { "Set-Cookie": clearedSessionCookie(context.secure) } });
}
