import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import { Status, StatusMark, type StatusKind } from "~/ui/status";
import type { AlertSeverity } from "~/platform/alert";
import type { AlertState } from "./alert-filters";
import type { AlertRow } from "./alert-list.server";

export function severityKind(severity: AlertSeverity): StatusKind {
  return severity === "info" ? "unknown" : severity;
}

const STATE_KINDS: Record<AlertState, StatusKind> = { open: "error", acknowledged: "running", resolved: "ok" };
const STATE_WORDS: Record<AlertState, string> = { open: "Open", acknowledged: "Looked after", resolved: "Resolved" };

export function AlertStateMark({ alert }: { alert: Pick<AlertRow, "state" | "severity"> }) {
  const kind = alert.state === "open" ? severityKind(alert.severity) : STATE_KINDS[alert.state];
  return <Status kind={kind}>{STATE_WORDS[alert.state]}</Status>;
}

export const alertColumns = defineColumns<AlertRow>([
  { id: "state", header: "State", width: 124, fixed: true, cell: (row) => <AlertStateMark alert={row} /> },
  {
    id: "severity",
    header: "Severity",
    width: 92,
    cell: (row) => (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <StatusMark kind={severityKind(row.severity)} />
        {row.severity}
      </span>
    ),
  },
  { id: "title", header: "What", width: 280, grow: true, cell: (row) => row.title },
  { id: "opened", header: "Opened", width: 104, cell: (row) => <RelativeTime at={row.openedAt} /> },
  { id: "seen", header: "Last seen", width: 104, cell: (row) => <RelativeTime at={row.lastSeenAt} /> },
  { id: "resolved", header: "Resolved", width: 104, cell: (row) => <RelativeTime at={row.resolvedAt} fallback="–" /> },
  { id: "times", header: "Reports", width: 76, align: "end", hidden: true, cell: (row) => row.times },
  {
    id: "by",
    header: "Looked after by",
    width: 140,
    cell: (row) => row.acknowledgedByName ?? <span className="text-faint">–</span>,
  },
  {
    id: "key",
    header: "Key",
    width: 180,
    hidden: true,
    cell: (row) => <span className="font-mono text-[12px] text-muted">{row.key}</span>,
  },
]);
