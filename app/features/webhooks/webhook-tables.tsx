import { ALL_EVENTS } from "~/platform/webhook-events";
import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import { Status, type StatusKind } from "~/ui/status";
import type { DeliveryRow } from "./delivery-list.server";
import type { EndpointRow } from "./webhook-list.server";

const KINDS: Record<DeliveryRow["status"], StatusKind> = { pending: "running", delivered: "ok", failed: "error" };

export function EndpointState({ endpoint }: { endpoint: Pick<EndpointRow, "enabled" | "lastStatus"> }) {
  if (!endpoint.enabled) return <Status kind="off">Off</Status>;
  if (endpoint.lastStatus === null) return <Status kind="unknown">Nothing sent yet</Status>;
  return endpoint.lastStatus === "failed" ? (
    <Status kind="error">Last one failed</Status>
  ) : (
    <Status kind={KINDS[endpoint.lastStatus]}>{endpoint.lastStatus === "pending" ? "Sending" : "Delivers"}</Status>
  );
}

export function DeliveryState({ delivery }: { delivery: Pick<DeliveryRow, "status" | "attempts"> }) {
  const word =
    delivery.status === "delivered"
      ? "Delivered"
      : delivery.status === "failed"
        ? "Given up"
        : delivery.attempts > 0
          ? "Will retry"
          : "Waiting";
  const kind = delivery.status === "pending" && delivery.attempts > 0 ? "warning" : KINDS[delivery.status];
  return <Status kind={kind}>{word}</Status>;
}

export const endpointColumns = defineColumns<EndpointRow>([
  { id: "name", header: "Name", width: 160, fixed: true, cell: (row) => row.name },
  { id: "state", header: "State", width: 140, cell: (row) => <EndpointState endpoint={row} /> },
  {
    id: "url",
    header: "Address",
    width: 260,
    grow: true,
    cell: (row) => <span className="font-mono text-[12px] text-muted">{row.url}</span>,
  },
  {
    id: "events",
    header: "Events",
    width: 160,
    cell: (row) => (row.events.includes(ALL_EVENTS) ? "all" : row.events.join(", ")),
  },
  { id: "delivered", header: "Delivered, 7 d", width: 108, align: "end", cell: (row) => row.delivered },
  {
    id: "failed",
    header: "Given up, 7 d",
    width: 104,
    align: "end",
    cell: (row) => (row.failed > 0 ? <span className="text-err">{row.failed}</span> : 0),
  },
  { id: "last", header: "Last", width: 104, cell: (row) => <RelativeTime at={row.lastAt} /> },
]);

export const deliveryColumns = defineColumns<DeliveryRow>([
  { id: "state", header: "State", width: 112, fixed: true, cell: (row) => <DeliveryState delivery={row} /> },
  {
    id: "event",
    header: "Event",
    width: 160,
    cell: (row) => <span className="font-mono text-[12px]">{row.event}</span>,
  },
  { id: "code", header: "Answer", width: 76, align: "end", cell: (row) => row.lastStatus ?? "–" },
  { id: "attempts", header: "Attempts", width: 84, align: "end", cell: (row) => row.attempts },
  {
    id: "problem",
    header: "Problem",
    width: 220,
    grow: true,
    cell: (row) => row.lastError ?? <span className="text-faint">–</span>,
  },
  { id: "created", header: "Created", width: 104, cell: (row) => <RelativeTime at={row.createdAt} /> },
  { id: "next", header: "Next try", width: 104, cell: (row) => <RelativeTime at={row.nextAttemptAt} fallback="–" /> },
]);
