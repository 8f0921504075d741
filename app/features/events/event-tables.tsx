import { formatDuration } from "~/lib/duration";
import { formatNumber } from "~/lib/numbers";
import { BotName } from "~/ui/bot-mark";
import { defineColumns } from "~/ui/data-table/columns";
import { ExactTime, RelativeTime } from "~/ui/relative-time";
import { Status, type StatusKind } from "~/ui/status";
import type { ArchivedEvent } from "~/data/runtime/event-archive.server";
import type { EventRun, EventSession } from "~/data/runtime/event-sessions.server";
import { EventKind } from "./event-kind";
import { botOfSession } from "./event-paths";

const none = <span className="text-faint">–</span>;

/** A key as it stands in rows: the bot, where the key names one, and the thread. */
export function SessionName({ session }: { session: string }) {
  const bot = botOfSession(session);
  if (bot === null) return <span className="truncate font-mono text-small">{session}</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <BotName slug={bot} />
      <span className="truncate font-mono text-small text-muted">{session.slice(`agent:${bot}:`.length)}</span>
    </span>
  );
}

const RUN_STATES: Record<EventRun["status"], { kind: StatusKind; word: string }> = {
  running: { kind: "running", word: "Running" },
  silent: { kind: "warning", word: "Silent" },
  completed: { kind: "ok", word: "Completed" },
  interrupted: { kind: "error", word: "Interrupted" },
};

export function RunState({ status }: { status: EventRun["status"] }) {
  return <Status kind={RUN_STATES[status].kind}>{RUN_STATES[status].word}</Status>;
}

export const sessionColumns = defineColumns<EventSession>([
  {
    id: "session",
    header: "Session",
    width: 250,
    fixed: true,
    cell: (row) => <SessionName session={row.key} />,
  },
  {
    id: "state",
    header: "State",
    width: 104,
    cell: (row) => (row.running > 0 ? <Status kind="running">Running</Status> : <Status kind="off">Quiet</Status>),
  },
  { id: "last", header: "Last seen", width: 104, cell: (row) => <RelativeTime at={row.last_at} /> },
  { id: "events", header: "Events", width: 84, align: "end", cell: (row) => formatNumber(row.events) },
  { id: "runs", header: "Runs", width: 72, align: "end", cell: (row) => formatNumber(row.runs) },
  {
    id: "kinds",
    header: "Holds",
    width: 220,
    grow: true,
    cell: (row) => (
      <span className="truncate font-mono text-small text-muted" title={row.kinds.join(", ")}>
        {row.kinds.join(", ")}
      </span>
    ),
  },
  { id: "first", header: "Began", width: 104, hidden: true, cell: (row) => <RelativeTime at={row.first_at} /> },
  { id: "source", header: "Source", width: 120, cell: (row) => row.source },
]);

export const runColumns = defineColumns<EventRun>([
  { id: "state", header: "State", width: 112, fixed: true, cell: (row) => <RunState status={row.status} /> },
  {
    id: "run",
    header: "Run",
    width: 200,
    cell: (row) => <span className="truncate font-mono text-small">{row.run_id}</span>,
  },
  { id: "session", header: "Session", width: 220, cell: (row) => <SessionName session={row.session_key} /> },
  { id: "started", header: "Started", width: 104, cell: (row) => <RelativeTime at={row.started_at} /> },
  {
    id: "took",
    header: "Took",
    width: 84,
    align: "end",
    cell: (row) => formatDuration(Date.parse(row.last_at) - Date.parse(row.started_at)),
  },
  { id: "events", header: "Events", width: 84, align: "end", cell: (row) => formatNumber(row.events) },
  { id: "text", header: "Text", width: 220, grow: true, cell: (row) => <bdi>{row.text ?? none}</bdi> },
  { id: "source", header: "Source", width: 120, hidden: true, cell: (row) => row.source },
]);

function missing({ seq, gap }: ArchivedEvent): string {
  const last = Number(seq) - 1;
  return gap === 1
    ? `Number ${last} is missing before it`
    : `Numbers ${last - gap + 1} to ${last} are missing before it`;
}

export const archiveColumns = defineColumns<ArchivedEvent>([
  {
    id: "seq",
    header: "Number",
    width: 88,
    align: "end",
    fixed: true,
    cell: (row) => (
      <>
        {row.gap > 0 && (
          <span title={missing(row)} className="mr-1.5 text-warn">
            <span aria-hidden="true">+{formatNumber(row.gap)}</span>
            <span className="sr-only">{missing(row)}. </span>
          </span>
        )}
        {row.seq ?? none}
      </>
    ),
  },
  { id: "kind", header: "Kind", width: 150, cell: (row) => <EventKind kind={row.kind} /> },
  {
    id: "summary",
    header: "Says",
    width: 280,
    grow: true,
    cell: (row) => <bdi className="text-muted">{row.summary || none}</bdi>,
  },
  { id: "at", header: "At", width: 204, cell: (row) => <ExactTime at={row.created_at} /> },
  {
    id: "run",
    header: "Run",
    width: 140,
    cell: (row) => (row.run_id ? <span className="truncate font-mono text-small text-muted">{row.run_id}</span> : none),
  },
  { id: "id", header: "Id", width: 88, align: "end", hidden: true, cell: (row) => row.id },
]);
