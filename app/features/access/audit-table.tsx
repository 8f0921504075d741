import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import type { AuditRow } from "./audit-list.server";

const ACTORS: Record<string, string> = { key: "key", system: "system", "command line": "terminal" };

export const AUDIT_COLUMNS = defineColumns<AuditRow>([
  { id: "at", header: "When", width: 104, fixed: true, cell: (entry) => <RelativeTime at={entry.at} /> },
  {
    id: "actor",
    header: "Who",
    width: 160,
    cell: (entry) => (
      <>
        <span className="font-medium">{entry.actorName}</span>
        {ACTORS[entry.actorKind] && <span className="text-faint"> · {ACTORS[entry.actorKind]}</span>}
      </>
    ),
  },
  {
    id: "action",
    header: "Did",
    width: 200,
    cell: (entry) => <span className="font-mono text-small">{entry.action}</span>,
  },
  {
    id: "target",
    header: "To",
    width: 180,
    grow: true,
    cell: (entry) => (
      <>
        {entry.targetName} <span className="text-faint">{entry.targetKind}</span>
      </>
    ),
  },
  { id: "address", header: "From", width: 128, cell: (entry) => entry.address || <None /> },
  {
    id: "request",
    header: "Request",
    width: 200,
    hidden: true,
    cell: (entry) => <span className="font-mono text-small text-muted">{entry.requestId}</span>,
  },
  { id: "seq", header: "Number", width: 80, align: "end", cell: (entry) => entry.seq },
]);

function None() {
  return <span className="text-faint">–</span>;
}
