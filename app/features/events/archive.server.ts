import { pool } from "~/data/postgres.server";
import {
  countKinds,
  findEvent,
  findTurnOfRun,
  listArchive,
  listGaps,
  summariseArchive,
} from "~/data/runtime/event-archive.server";
import { listEventRuns } from "~/data/runtime/event-sessions.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { AppError } from "~/lib/errors";
import { peekParam } from "~/lib/list-params";
import { ARCHIVE_KEYS, readEventFilters } from "./event-filters";

const A_PAGE = 200;
const RUNS = 100;
const GAPS = 500;
const NOTHING = { is: [], not: [] };

const gone = (session: string) => new AppError("not_found", `No event of the session ${session} is kept.`);

/** One session, event by event, and the one that is open beside. */
export async function getArchive(session: string, url: string, timeZone: string) {
  const sql = pool("pages");
  const { choice, from, to, cursor } = readEventFilters(url, ARCHIVE_KEYS, timeZone);
  const filter = { kind: choice("kind"), run: choice("run"), from, to };
  const [seq, id] = decodeCursor("seq", cursor, 2) ?? [];
  const after = seq !== undefined && id !== undefined ? { seq: seq || null, id } : null;
  const open = /^\d{1,18}$/.exec(new URL(url).searchParams.get(peekParam) ?? "")?.[0];
  const [summary, { rows, next }, kinds, runs, event] = await Promise.all([
    summariseArchive(sql, session, null),
    listArchive(sql, session, filter, after, A_PAGE),
    countKinds(sql, session),
    listEventRuns(sql, { session, status: NOTHING, source: NOTHING, from: null, to: null }, null, RUNS),
    open === undefined ? null : findEvent(sql, session, open),
  ]);
  if (!summary) throw gone(session);
  const turn = event?.run_id == null ? null : await findTurnOfRun(sql, session, event.run_id);
  const facets = [
    { key: "kind", label: "Kind", values: kinds },
    { key: "run", label: "Run", values: runs.rows.map(({ run_id, events }) => ({ value: run_id, count: events })) },
  ];
  const isRunning = runs.rows.some(({ status }) => status === "running");
  const page = { rows, next: next && encodeCursor("seq", [next.seq ?? "", next.id]) };
  return { session, summary, page, facets, isRunning, open: event && { event, turn } };
}

/** What a replay of a session, or of one of its runs, has to know before it begins. */
export async function getReplayFrame(session: string, run: string | null) {
  const sql = pool("pages");
  const [summary, gaps, runs, turn] = await Promise.all([
    summariseArchive(sql, session, run),
    listGaps(sql, session, GAPS),
    listEventRuns(sql, { session, status: NOTHING, source: NOTHING, from: null, to: null }, null, RUNS),
    run === null ? null : findTurnOfRun(sql, session, run),
  ]);
  if (!summary) throw gone(session);
  const isRunning = runs.rows.some(({ run_id, status }) => status === "running" && (run === null || run_id === run));
  return { session, run, summary, gaps, runs: runs.rows, turn, isRunning };
}
