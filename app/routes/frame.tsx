import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { FrameShell } from "~/features/frame/frame-shell";
import type { FrameData } from "~/features/frame/frame-data";
import { MENU } from "~/features/frame/menu";
import { takeBotFaces } from "~/platform/bot-faces.server";
import { getHouseFacts } from "~/platform/house-facts.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { RouteError } from "~/ui/page/route-error";

export { shouldLoadList as shouldRevalidate } from "~/ui/data-table/should-load-list";

export async function loader({ request, context }: LoaderFunctionArgs): Promise<FrameData> {
  const user = await requireUser(request, context, "overview:read");
  const { health, openAlerts, runningTurns, hasSample, pauses, faces } = await getHouseFacts();
  return {
    person: { id: user.id, name: user.name, email: user.email, role: user.role },
    areas: MENU.filter(({ permission }) => may(user.role, permission)).map(({ to }) => to),
    health,
    openAlerts: may(user.role, "alerts:read") ? openAlerts : null,
    runningTurns: may(user.role, "turns:read") ? runningTurns : null,
    hasSample,
    pauses,
    mayPause: may(user.role, "bots:write"),
    faces: takeBotFaces(context, faces),
  };
}

export default function Frame() {
  return (
    <FrameShell data={useLoaderData<typeof loader>()}>
      <Outlet />
    </FrameShell>
  );
}

/** A page that fails leaves the frame standing; only when the frame's own loader failed there is none. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>("routes/frame");
  if (!data) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <RouteError />
      </main>
    );
  }
  return (
    <FrameShell data={data}>
      <RouteError />
    </FrameShell>
  );
}
