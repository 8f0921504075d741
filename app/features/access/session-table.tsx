import { Form } from "@remix-run/react";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import type { SortKeys } from "~/lib/sort-rows";
import { SESSION_METHODS } from "./session-methods";
import type { SessionRow } from "./session-list.server";
import { nameUserAgent } from "./user-agent";

export type SessionLine = SessionRow & { isCurrent: boolean };

export const SESSIONS_SORT = "-seen";
export const SESSIONS_SORT_KEYS: SortKeys<SessionLine> = {
  person: (session) => session.userName,
  address: (session) => session.address,
  started: (session) => session.createdAt,
  seen: (session) => session.lastSeenAt,
};

export const SESSION_COLUMNS = defineColumns<SessionLine>([
  {
    id: "person",
    header: "Person",
    width: 160,
    sort: "asc",
    fixed: true,
    cell: (session) => (
      <span className="inline-flex items-center gap-2">
        <span className="truncate font-medium">{session.userName}</span>
        {session.isCurrent && <Badge tone="brass">you, here</Badge>}
      </span>
    ),
  },
  { id: "browser", header: "Browser", width: 180, grow: true, cell: (session) => nameUserAgent(session.userAgent) },
  { id: "address", header: "Address", width: 140, sort: "asc", cell: (session) => session.address },
  {
    id: "method",
    header: "Signed in",
    width: 136,
    cell: (session) => SESSION_METHODS[session.method] ?? session.method,
  },
  {
    id: "started",
    header: "Since",
    width: 112,
    sort: "desc",
    cell: (session) => <RelativeTime at={session.createdAt} />,
  },
  { id: "seen", header: "Seen", width: 112, sort: "desc", cell: (session) => <RelativeTime at={session.lastSeenAt} /> },
  {
    id: "end",
    header: "End it",
    width: 72,
    align: "end",
    cell: (session) =>
      session.isCurrent ? null : (
        <Form method="post" className="relative z-1">
          <input type="hidden" name="sessionId" value={session.id} />
          <Button type="submit" name="intent" value="end-session" size="small">
            End
          </Button>
        </Form>
      ),
  },
]);
