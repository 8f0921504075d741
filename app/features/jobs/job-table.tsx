import { formatDuration } from "~/lib/duration";
import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import { Status, type StatusKind } from "~/ui/status";
import type { JobOutcome, JobRunRow } from "~/data/queue/job-history.server";
import type { QueueJob, QueueState } from "~/data/queue/queue-jobs.server";

const STATES: Record<QueueState, { kind: StatusKind; word: string }> = {
  running: { kind: "running", word: "Running" },
  failed: { kind: "error", word: "Failed" },
  retrying: { kind: "warning", word: "Will retry" },
  waiting: { kind: "unknown", word: "Waiting" },
  planned: { kind: "off", word: "Planned" },
};
const OUTCOMES: Record<JobOutcome, { kind: StatusKind; word: string }> = {
  done: { kind: "ok", word: "Done" },
  retried: { kind: "warning", word: "Will retry" },
  failed: { kind: "error", word: "Failed" },
  stopped: { kind: "off", word: "Stopped" },
  cancelled: { kind: "off", word: "Cancelled" },
};

export function StateMark({ state }: { state: QueueState }) {
  return <Status kind={STATES[state].kind}>{STATES[state].word}</Status>;
}

export function OutcomeMark({ outcome }: { outcome: JobOutcome }) {
  return <Status kind={OUTCOMES[outcome].kind}>{OUTCOMES[outcome].word}</Status>;
}

function TaskName({ task }: { task: string }) {
  return <span className="font-mono text-[12px]">{task}</span>;
}

function ErrorText({ text }: { text: string | null }) {
  return text ? <span title={text}>{text.split("\n", 1)[0]}</span> : <span className="text-faint">–</span>;
}

export const queueColumns = defineColumns<QueueJob>([
  { id: "state", header: "State", width: 112, fixed: true, cell: (row) => <StateMark state={row.state} /> },
  { id: "task", header: "Job", width: 190, cell: (row) => <TaskName task={row.task} /> },
  {
    id: "attempts",
    header: "Attempts",
    width: 84,
    align: "end",
    cell: (row) => `${row.attempts} of ${row.maxAttempts}`,
  },
  { id: "run", header: "Due", width: 104, cell: (row) => <RelativeTime at={row.lockedAt ?? row.runAt} /> },
  { id: "error", header: "Last error", width: 240, grow: true, cell: (row) => <ErrorText text={row.lastError} /> },
  { id: "created", header: "Queued", width: 104, cell: (row) => <RelativeTime at={row.createdAt} /> },
  {
    id: "key",
    header: "Key",
    width: 200,
    hidden: true,
    cell: (row) => <span className="font-mono text-[12px] text-muted">{row.key ?? "–"}</span>,
  },
  { id: "id", header: "Number", width: 84, align: "end", hidden: true, cell: (row) => row.id },
]);

export const runColumns = defineColumns<JobRunRow>([
  { id: "outcome", header: "Outcome", width: 112, fixed: true, cell: (row) => <OutcomeMark outcome={row.outcome} /> },
  { id: "task", header: "Job", width: 190, cell: (row) => <TaskName task={row.task} /> },
  { id: "attempt", header: "Attempt", width: 84, align: "end", cell: (row) => `${row.attempt} of ${row.maxAttempts}` },
  { id: "ended", header: "Ended", width: 104, cell: (row) => <RelativeTime at={row.endedAt} /> },
  { id: "took", header: "Took", width: 84, align: "end", cell: (row) => formatDuration(row.durationMs) },
  { id: "error", header: "Error", width: 240, grow: true, cell: (row) => <ErrorText text={row.error} /> },
  {
    id: "worker",
    header: "Worker",
    width: 180,
    hidden: true,
    cell: (row) => <span className="font-mono text-[12px] text-muted">{row.worker}</span>,
  },
]);
