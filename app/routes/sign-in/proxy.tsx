import { data, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Door } from "~/features/access/door";
import { signInByProxy } from "~/features/access/sign-in-by-proxy.server";
import { localPath } from "~/lib/local-path";
import { sessionCookie } from "~/platform/session-cookie.server";
import { anyone } from "~/platform/session.server";
import { proxyIdentity } from "~/platform/trusted-proxy.server";
import { visitor } from "~/platform/visitor.server";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Sign in" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  anyone("the trusted proxy in front of us has asked who it is");
  const email = proxyIdentity(request, context);
  const to = localPath(new URL(request.url).searchParams.get("to"));
  if (!email) throw redirect("/sign-in");
  const session = await signInByProxy(email, visitor(request, context));
  if (!session) return data({ email }, { status: 404 });
  throw redirect(to, { headers: { "Set-Cookie": sessionCookie(session, context.secure) } });
}

export default function ProxyPage() {
  const { email } = useLoaderData<typeof loader>();
  return (
    <Door
      title="You are not known here yet"
      lead={`You are signed in as ${email}, but nobody in this console has that address. An admin can add you.`}
    >
      <LinkButton to="/sign-in" className="!h-9">
        Sign in with a password
      </LinkButton>
    </Door>
  );
}
