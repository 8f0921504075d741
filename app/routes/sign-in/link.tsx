import { data, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Door } from "~/features/access/door";
import { openLink } from "~/features/access/open-link.server";
import { sessionCookie } from "~/platform/session-cookie.server";
import { anyone } from "~/platform/session.server";
import { visitor } from "~/platform/visitor.server";
import { Command } from "~/ui/overlay/command";
import { LinkButton } from "~/ui/link-button";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Sign-in link" };

/** Previews and prefetching look at links without a person behind them; they must not use one up. */
function isOnlyLooking(request: Request): boolean {
  const purpose = request.headers.get("sec-purpose") ?? request.headers.get("purpose") ?? "";
  return request.method !== "GET" || purpose.includes("prefetch") || purpose.includes("preview");
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  anyone("whoever holds an unused link comes in by it");
  if (isOnlyLooking(request)) return { isOpen: true };
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const opened = token ? await openLink(token, visitor(request, context)) : null;
  if (!opened) return data({ isOpen: false }, { status: 404 });
  throw redirect(opened.isFirst ? "/welcome" : "/", {
    headers: { "Set-Cookie": sessionCookie(opened.session, context.secure) },
  });
}

export default function LinkPage() {
  const { isOpen } = useLoaderData<typeof loader>();
  if (isOpen) return <Door title="A sign-in link" lead="Open it in a browser to come in." />;
  return (
    <Door
      title="This link does not work any more"
      lead="A sign-in link works once, within 15 minutes. It may have been used, or be too old, or be cut short."
    >
      <div className="flex flex-col gap-2">
        <p className="text-muted">Whoever runs the machine can print another:</p>
        <Command>npm run -s wheelhouse -- link --email you@example.org</Command>
        <p className="text-muted">Before anybody has signed in, the start prints one:</p>
        <Command>npm start</Command>
      </div>
      <LinkButton to="/sign-in" className="!h-9">
        Sign in with a password
      </LinkButton>
    </Door>
  );
}
