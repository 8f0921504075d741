import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getReplayFrame } from "~/features/events/archive.server";
import { sessionPath } from "~/features/events/event-paths";
import { SessionTabs } from "~/features/events/event-tabs";
import { ReplayPage } from "~/features/events/replay-page";
import { getReplayPart } from "~/features/events/replay-part.server";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Replay", parent: { to: "/events", label: "Events" } };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const query = new URL(request.url).searchParams;
  const session = params.session ?? "";
  const run = query.get("run");
  const [frame, part] = await Promise.all([getReplayFrame(session, run), getReplayPart(session, run, query)]);
  return { ...frame, part, at: query.get("at") };
}

export default function Replay() {
  const loaded = useLoaderData<typeof loader>();
  return (
    <SessionTabs session={loaded.session}>
      <ReplayPage key={`${sessionPath(loaded.session)} ${loaded.run ?? ""}`} {...loaded} />
    </SessionTabs>
  );
}
