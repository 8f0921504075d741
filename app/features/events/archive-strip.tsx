import { Link } from "@remix-run/react";
import { formatDuration } from "~/lib/duration";
import { formatNumber } from "~/lib/numbers";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";
import type { ArchiveSummary } from "~/data/runtime/event-archive.server";
import { SessionName } from "./event-tables";
import { replayPath } from "./event-paths";

/** A session in one line: how much of it there is, and whether anything is missing. */
export function ArchiveStrip({
  session,
  summary,
  isRunning,
}: {
  session: string;
  summary: ArchiveSummary;
  isRunning: boolean;
}) {
  const { events, missing, unnumbered, started_at: from, last_at: to } = summary;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-soft px-3.5 py-1.5 text-small text-muted">
      <SessionName session={session} />
      <span className="tabular-nums">{formatNumber(events)} events</span>
      {missing > 0 ? (
        <Status kind="warning">{formatNumber(missing)} missing</Status>
      ) : (
        <Status kind="ok">No number is missing</Status>
      )}
      {unnumbered > 0 && <span>{formatNumber(unnumbered)} without a number, at the end</span>}
      <span>
        over {formatDuration(Date.parse(to) - Date.parse(from))}, last <RelativeTime at={to} />
      </span>
      {isRunning && (
        <Link to={replayPath(session, null)} className="hover:underline">
          <Status kind="running">Running: follow it</Status>
        </Link>
      )}
    </div>
  );
}
