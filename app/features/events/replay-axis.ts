import type { ArchiveSummary } from "~/data/runtime/event-archive.server";
import type { ReplayRow } from "~/data/runtime/event-replay.server";

/**
 * The scrubber's axis. Numbers of events are its steps, so a gap in them is a gap on it and a place is found without
 * counting; events without a number stand behind, by their ids.
 */
export type ReplayAxis = {
  first: number;
  span: number;
  unnumbered: number;
  firstId: number;
  lastId: number;
  /** The last step. */
  end: number;
};

export function axisOf(summary: ArchiveSummary): ReplayAxis {
  const first = Number(summary.first_seq ?? 0);
  const span = summary.last_seq === null ? -1 : Number(summary.last_seq) - first;
  const { unnumbered } = summary;
  return {
    first,
    span,
    unnumbered,
    firstId: Number(summary.first_unnumbered ?? 0),
    lastId: Number(summary.last_unnumbered ?? 0),
    end: Math.max(0, span + unnumbered),
  };
}

/** Longer by what came since. */
export function stretchAxis(axis: ReplayAxis, fresh: readonly ReplayRow[]): ReplayAxis {
  const numbers = fresh.flatMap(({ seq }) => (seq === null ? [] : [seq]));
  const ids = fresh.flatMap(({ seq, id }) => (seq === null ? [Number(id)] : []));
  const first = axis.span < 0 && numbers.length > 0 ? Math.min(...numbers) : axis.first;
  const span = Math.max(axis.span, ...numbers.map((number) => number - first));
  const unnumbered = axis.unnumbered + ids.length;
  const firstId = axis.unnumbered === 0 && ids.length > 0 ? Math.min(...ids) : axis.firstId;
  return {
    first,
    span,
    unnumbered,
    firstId,
    lastId: Math.max(axis.lastId, ...ids),
    end: Math.max(0, span + unnumbered),
  };
}

export function stepOf(axis: ReplayAxis, event: ReplayRow): number {
  if (event.seq !== null) return event.seq - axis.first;
  const width = axis.lastId - axis.firstId;
  const share = width > 0 ? (Number(event.id) - axis.firstId) / width : 0;
  return axis.span + 1 + Math.round(share * Math.max(0, axis.unnumbered - 1));
}

/** What to ask the archive for, to be at a step. */
export function placeOf(axis: ReplayAxis, step: number): { seq: string } | { unnumbered: string } {
  if (step <= axis.span) return { seq: String(axis.first + step) };
  const share = axis.unnumbered > 1 ? (step - axis.span - 1) / (axis.unnumbered - 1) : 0;
  return { unnumbered: String(Math.floor(axis.firstId + share * (axis.lastId - axis.firstId))) };
}
