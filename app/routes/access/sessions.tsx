import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { AccessLists } from "~/features/access/access-tabs";
import { endSession, listSessions } from "~/features/access/session-list.server";
import { SESSION_COLUMNS, SESSIONS_SORT, SESSIONS_SORT_KEYS } from "~/features/access/session-table";
import { sortParam } from "~/lib/list-params";
import { sortRows } from "~/lib/sort-rows";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import { DataTable } from "~/ui/data-table/data-table";
import { useTableView } from "~/ui/data-table/use-table-view";
import { ColumnMenu } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Sessions", parent: { to: "/access", label: "Access" } };

const End = z.object({ intent: z.literal("end-session"), sessionId: z.uuid() });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "access:read");
  const sort = new URL(request.url).searchParams.get(sortParam);
  const sessions = (await listSessions()).map((session) => ({ ...session, isCurrent: session.id === user.sessionId }));
  return { sessions: sortRows(sessions, sort, SESSIONS_SORT_KEYS, SESSIONS_SORT) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "access:write");
  return answerForm(async () => {
    const { sessionId } = await parseAction(request, End);
    await endSession(user, sessionId);
    return data({ ok: true as const }, { headers: flashHeaders({ message: "That session is over.", tone: "ok" }) });
  });
}

export default function SessionsPage() {
  const { sessions } = useLoaderData<typeof loader>();
  const view = useTableView(SESSION_COLUMNS, { defaultSort: SESSIONS_SORT });
  return (
    <AccessLists>
      <ListPage
        toolbar={
          <>
            <p className="min-w-0 flex-1 truncate text-muted">
              Who is signed in. Ending a session works at once, in open pages too.
            </p>
            <ColumnMenu view={view} />
          </>
        }
      >
        <DataTable
          label="Sessions"
          view={view}
          rows={sessions}
          rowId={(session) => session.id}
          rowLabel={(session) => session.userName}
          rowHref={(session) => `/access/people/${session.userId}`}
        />
      </ListPage>
    </AccessLists>
  );
}
