import { pool } from "~/data/postgres.server";
import {
  countEventRuns,
  countEventSessions,
  listEventRuns,
  listEventSessions,
} from "~/data/runtime/event-sessions.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { readEventFilters, RUN_KEYS, SESSION_KEYS } from "./event-filters";

const A_PAGE = 50;

/** The sessions of the archive as their page shows them. */
export async function getSessionList(url: string, timeZone: string) {
  const { choice, words, from, to, cursor } = readEventFilters(url, SESSION_KEYS, timeZone);
  const filter = { kind: choice("kind"), source: choice("source"), words, from, to };
  const [at, key] = decodeCursor("last", cursor, 2) ?? [];
  const after = at !== undefined && key !== undefined ? { at, key } : null;
  const [{ rows, next }, counts] = await Promise.all([
    listEventSessions(pool(), filter, after, A_PAGE),
    countEventSessions(pool(), filter),
  ]);
  const of = (wanted: string) => counts.filter(({ key: name }) => name === wanted);
  return {
    page: { rows, next: next && encodeCursor("last", [next.at, next.key]) },
    facets: [
      { key: "kind", label: "Holds", values: of("kind") },
      { key: "source", label: "Source", values: of("source") },
    ],
  };
}

/** The runs of all sessions as their page shows them. */
export async function getRunList(url: string, timeZone: string) {
  const { choice, from, to, cursor } = readEventFilters(url, RUN_KEYS, timeZone);
  const [at, session, run] = decodeCursor("started", cursor, 3) ?? [];
  const after = at !== undefined && session !== undefined && run !== undefined ? { at, session, run } : null;
  const filter = { session: null, status: choice("state"), source: choice("source"), from, to };
  const [{ rows, next }, counts] = await Promise.all([
    listEventRuns(pool(), filter, after, A_PAGE),
    countEventRuns(pool(), filter),
  ]);
  const of = (wanted: string) => counts.filter(({ key }) => key === wanted);
  return {
    page: { rows, next: next && encodeCursor("started", [next.at, next.session, next.run]) },
    facets: [
      { key: "state", label: "State", values: of("state") },
      { key: "source", label: "Source", values: of("source") },
    ],
  };
}
