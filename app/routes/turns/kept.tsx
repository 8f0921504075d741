import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KeptPage } from "~/features/turns/one/kept-page";
import { getKeptTurns } from "~/features/turns/one/kept-turns.server";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Kept turns", parent: { to: "/turns", label: "Turns" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "turns:read");
  return getKeptTurns(user.id);
}

export default function Kept() {
  return <KeptPage {...useLoaderData<typeof loader>()} />;
}
