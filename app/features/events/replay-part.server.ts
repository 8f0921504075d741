import { pool } from "~/data/postgres.server";
import type { EventPosition } from "~/data/runtime/event-archive.server";
import {
  findPosition,
  readEarlier,
  readReplay,
  type ReplayRow,
  type ReplayStart,
} from "~/data/runtime/event-replay.server";
import { applyEvent, newRun, type ReplayRun } from "./replay-run";

const AT_ONCE = 1_000;
/** The page itself carries fewer; the rest comes while it plays. */
const AT_FIRST = 300;

/** A stretch of the archive for a replay, with what its runs had said before it. */
export type ReplayPart = { events: ReplayRow[]; earlier: ReplayRun[]; hasBefore: boolean; hasMore: boolean };

const positionOf = ({ id, seq }: ReplayRow): EventPosition => ({ id, seq: seq === null ? null : String(seq) });

/** Reads where a part begins from an address. What makes no sense begins at the beginning. */
export async function readStart(session: string, params: URLSearchParams): Promise<ReplayStart> {
  const number = (name: string) => /^\d{1,18}$/.exec(params.get(name) ?? "")?.[0];
  const [seq, unnumbered] = [number("seq"), number("unnumbered")];
  if (seq !== undefined) return { seq };
  if (unnumbered !== undefined) return { unnumbered };
  for (const side of ["after", "before"] as const) {
    const id = number(side);
    const found = id === undefined ? null : await findPosition(pool(), session, id);
    if (found) return side === "after" ? { after: found } : { before: found };
  }
  const at = number("at");
  const found = at === undefined ? null : await findPosition(pool(), session, at);
  if (!found) return null;
  return found.seq === null ? { unnumbered: found.id } : { seq: found.seq };
}

export async function getReplayPart(session: string, run: string | null, params: URLSearchParams): Promise<ReplayPart> {
  const sql = pool("pages");
  const start = await readStart(session, params);
  const limit = params.has("at") || start === null ? AT_FIRST : AT_ONCE;
  const events = await readReplay(sql, session, run, start, limit);
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return { events: [], earlier: [], hasBefore: start !== null, hasMore: false };
  const [earlier, before, more] = await Promise.all([
    getEarlier(session, events),
    readReplay(sql, session, run, { before: positionOf(first) }, 1),
    readReplay(sql, session, run, { after: positionOf(last) }, 1),
  ]);
  return { events, earlier, hasBefore: before.length > 0, hasMore: more.length > 0 };
}

/** The runs of a stretch as they stood before it. */
async function getEarlier(session: string, events: ReplayRow[]): Promise<ReplayRun[]> {
  const runs = [...new Set(events.map(({ run }) => run))];
  const { texts, marks } = await readEarlier(pool("pages"), session, runs, positionOf(events[0]!));
  const known = new Map<string | null, ReplayRun>();
  for (const mark of marks) known.set(mark.run, applyEvent(known.get(mark.run) ?? newRun(mark.run), mark));
  for (const { run, kind, text } of texts) {
    const before = known.get(run) ?? newRun(run);
    known.set(run, { ...before, [kind === "assistant_delta" ? "response" : "reasoning"]: text });
  }
  return [...known.values()];
}
