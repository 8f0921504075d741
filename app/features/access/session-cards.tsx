import { Button } from "~/ui/button";
import { Badge } from "~/ui/badge";
import { Form } from "~/ui/form/form";
import { RelativeTime } from "~/ui/relative-time";
import { SESSION_METHODS } from "./session-methods";
import { nameUserAgent } from "./user-agent";

type Row = { id: string; method: string; address: string; userAgent: string; createdAt: Date; lastSeenAt: Date };
type Props = { sessions: readonly Row[]; currentId?: string };

/** One person's sessions, each with its end. */
export function SessionCards({ sessions, currentId }: Props) {
  return (
    <ul className="divide-y divide-line-soft overflow-hidden rounded-card border border-line-soft bg-raised">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
          <div className="min-w-0 flex-1 basis-56">
            <div className="flex items-center gap-2">
              <span className="truncate font-medium">{nameUserAgent(session.userAgent)}</span>
              {session.id === currentId && <Badge tone="brass">this one</Badge>}
            </div>
            <div className="text-small text-faint">
              {session.address} · {SESSION_METHODS[session.method] ?? session.method} · since{" "}
              <RelativeTime at={session.createdAt} /> · seen <RelativeTime at={session.lastSeenAt} />
            </div>
          </div>
          {session.id !== currentId && (
            <Form className="contents">
              <input type="hidden" name="sessionId" value={session.id} />
              <Button type="submit" name="intent" value="end-session" size="small">
                End
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
