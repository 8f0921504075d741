import type { ReplayRow } from "~/data/runtime/event-replay.server";
import { applyEvent, newRun, type ReplayRun } from "./replay-run";

/** A state is kept every so many events, so that a step back folds a few and not all. */
const KEEP_EVERY = 256;

type Runs = Map<string | null, ReplayRun>;

/** Seq first, then id; what has no seq stands at the end. */
export function compareEvents(a: ReplayRow, b: ReplayRow): number {
  if (a.seq !== b.seq) return a.seq === null ? 1 : b.seq === null ? -1 : a.seq - b.seq;
  return Number(BigInt(a.id) - BigInt(b.id));
}

/**
 * A stretch of events and what every run in it looked like after each of them. It begins where the archive was entered:
 * `earlier` is what its runs had said by then.
 */
export class ReplayReel {
  readonly events: ReplayRow[];
  private readonly kept: Runs[] = [];
  private runs: Runs;
  private at = -1;

  constructor(
    events: readonly ReplayRow[],
    private readonly earlier: readonly ReplayRun[] = [],
  ) {
    this.events = [...events];
    this.runs = this.beginning();
  }

  private beginning(): Runs {
    return new Map(this.earlier.map((run) => [run.run, run]));
  }

  /** The run of an event, right after it. */
  runAt(index: number): ReplayRun {
    const event = this.events[index];
    if (!event) return this.earlier[0] ?? newRun(null);
    this.moveTo(index);
    return this.runs.get(event.run) ?? newRun(event.run);
  }

  private moveTo(index: number): void {
    if (index < this.at) {
      const slot = Math.min(Math.floor(index / KEEP_EVERY), this.kept.length) - 1;
      this.runs = slot < 0 ? this.beginning() : new Map(this.kept[slot]);
      this.at = slot < 0 ? -1 : (slot + 1) * KEEP_EVERY - 1;
    }
    while (this.at < index) {
      const event = this.events[++this.at]!;
      this.runs.set(event.run, applyEvent(this.runs.get(event.run) ?? newRun(event.run), event));
      const slot = (this.at + 1) / KEEP_EVERY - 1;
      if (Number.isInteger(slot) && slot === this.kept.length) this.kept.push(new Map(this.runs));
    }
  }

  /** With more at its end. Events that belong in between begin a new reel, because what was kept is then wrong. */
  with(more: readonly ReplayRow[]): ReplayReel {
    const known = new Set(this.events.map(({ id }) => id));
    const fresh = more.filter(({ id }) => !known.has(id)).sort(compareEvents);
    const last = this.events.at(-1);
    if (fresh.length === 0) return this;
    if (!last || compareEvents(last, fresh[0]!) < 0) {
      this.events.push(...fresh);
      return this;
    }
    return new ReplayReel([...this.events, ...fresh].sort(compareEvents), this.earlier);
  }

  indexOf(id: string): number {
    return this.events.findIndex((event) => event.id === id);
  }
}
