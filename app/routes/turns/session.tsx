import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SessionPage } from "~/features/turns/one/session-page";
import { getSession } from "~/features/turns/one/session-view.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: (loaded) =>
    `Session ${(loaded as Awaited<ReturnType<typeof loader>> | undefined)?.view.session.id ?? ""}`.trim(),
  parent: { to: "/turns", label: "Turns" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "turns:read");
  const before = new URL(request.url).searchParams.get("before");
  return { view: await getSession(params.id ?? "", before), mayDelete: may(user.role, "turns:delete") };
}

export default function Session() {
  const { view, mayDelete } = useLoaderData<typeof loader>();
  return <SessionPage key={view.session.id} view={view} mayDelete={mayDelete} />;
}
