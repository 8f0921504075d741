import { Link } from "@remix-run/react";
import { formatDuration } from "~/lib/duration";
import type { TurnRow } from "~/data/runtime/turn-state";
import type { WholeTurn } from "./whole-turn";

/** The first messages that the agent streamed around this turn; the archive has the rest. */
export function TurnEvents({ row, events }: { row: TurnRow; events: NonNullable<WholeTurn["events"]> }) {
  const began = Date.parse(row.created_at);
  if (events.rows.length === 0)
    return <p className="text-faint">None of its agent session were archived around this turn.</p>;
  return (
    <div className="overflow-hidden rounded-card border border-line-soft bg-raised">
      <ol className="divide-y divide-line-soft">
        {events.rows.map((event) => (
          <li key={event.id} className="flex min-w-0 items-baseline gap-3 px-3 py-1 text-small">
            <span className="w-16 shrink-0 text-right text-faint tabular-nums">
              {formatDuration(Date.parse(event.created_at) - began)}
            </span>
            <span className="w-10 shrink-0 text-right text-faint tabular-nums">{event.seq ?? ""}</span>
            <span className="w-36 shrink-0 truncate font-mono">{event.kind}</span>
            <span className="min-w-0 flex-1 truncate font-mono text-muted">{event.text}</span>
          </li>
        ))}
      </ol>
      {events.has_more && (
        <p className="border-t border-line-soft px-3 py-1.5 text-small text-muted">
          There are more.{" "}
          <Link to={eventsHref(row)} className="underline underline-offset-2">
            Replay them
          </Link>
        </p>
      )}
    </div>
  );
}

/** The replay of the run that a turn belongs to, or of its whole agent session. */
export function eventsHref(row: TurnRow): string {
  const run = row.agent_request_id === null ? "" : `?${new URLSearchParams({ run: row.agent_request_id }).toString()}`;
  return `/events/session/${encodeURIComponent(row.agent_session_key ?? "")}/replay${run}`;
}
