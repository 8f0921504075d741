import type { Sql } from "~/data/postgres.server";
import { forgetTraceSpans } from "./otlp-traces.server";
import { deleteEventsOfRuns } from "./event-delete.server";
import { recordChanges } from "./turn-store.server";

export type TurnSelection = { id: string } | { session_id: string } | { user_id: string } | { bot_id: string };

const SELECTED = { session_id: "session_id", user_id: "user_id", bot_id: "bot_id" } as const;

/** How many rows of each kind went. */
export type DeletedCounts = {
  turns: number;
  payloads: number;
  tool_calls: number;
  tool_results: number;
  llm_calls: number;
  notes: number;
  bookmarks: number;
  sessions: number;
  events: number;
};

const BY_DAY = [
  ["payloads", "turn_payloads", "created_at", "id"],
  ["tool_calls", "tool_call_records", "turn_created_at", "turn_id"],
  ["tool_results", "tool_call_results", "turn_created_at", "turn_id"],
  ["llm_calls", "llm_calls", "turn_created_at", "turn_id"],
  [null, "turn_prompts", "turn_created_at", "turn_id"],
  ["turns", "turn_logs", "created_at", "id"],
] as const;
const BY_ID = [
  ["notes", "turn_notes"],
  ["bookmarks", "turn_bookmarks"],
  [null, "turn_runs"],
  [null, "turn_pieces"],
] as const;

/** Some of the turns that are meant, of these bots only when there is a list. */
export async function findTurnsToDelete(
  sql: Sql,
  selection: TurnSelection,
  bots: string[] | null,
  limit: number,
): Promise<string[]> {
  const [column, value] = Object.entries(selection)[0]!;
  const from =
    column === "id"
      ? "runtime.turn_keys k join runtime.turn_logs l on l.created_at = k.created_at and l.id = k.id where k.id = $1"
      : `runtime.turn_logs l where l.${SELECTED[column as keyof typeof SELECTED]} = $1`;
  const { rows } = await sql.query<{ id: string }>(
    `select l.id from ${from} and ($2::text[] is null or l.bot_id = any($2)) limit $3`,
    [value, bots, limit],
  );
  return rows.map((row) => row.id);
}

/** Deletes turns with everything about them, and tells whoever follows the changes. */
export async function deleteTurnRows(sql: Sql, ids: string[]): Promise<DeletedCounts> {
  const counts: DeletedCounts = {
    turns: 0,
    payloads: 0,
    tool_calls: 0,
    tool_results: 0,
    llm_calls: 0,
    notes: 0,
    bookmarks: 0,
    sessions: 0,
    events: 0,
  };
  // As every writer does: locked in order of the id, and read after the wait.
  await sql.query("select 1 from runtime.turn_keys where id = any($1) order by id for update", [ids]);
  const { rows: turns } = await sql.query<{
    id: string;
    created_at: string;
    bot_id: string;
    session_id: string | null;
    agent_session_key: string | null;
    agent_request_id: string | null;
  }>(
    `select l.id, l.created_at::text as created_at, l.bot_id, l.session_id, l.agent_session_key, l.agent_request_id
       from runtime.turn_keys k join runtime.turn_logs l on l.created_at = k.created_at and l.id = k.id
      where k.id = any($1)`,
    [ids],
  );
  if (turns.length === 0) return counts;
  const found = turns.map((turn) => turn.id);
  const json = JSON.stringify(turns);
  for (const [name, table, time, id] of BY_DAY) {
    const { rowCount } = await sql.query(
      `delete from runtime.${table} d using json_to_recordset($1::json) as t(id text, created_at timestamptz)
        where d.${time} = t.created_at and d.${id} = t.id`,
      [json],
    );
    if (name) counts[name] = rowCount ?? 0;
  }
  for (const [name, table] of BY_ID) {
    const { rowCount } = await sql.query(`delete from runtime.${table} where turn_id = any($1)`, [found]);
    if (name) counts[name] = rowCount ?? 0;
  }
  await sql.query("delete from runtime.turn_keys where id = any($1)", [found]);
  await forgetTraceSpans(sql, found);
  const { rowCount } = await sql.query(
    `delete from runtime.sessions s where s.id = any($1)
        and not exists (select from runtime.turn_logs l where l.session_id = s.id)`,
    [[...new Set(turns.map((turn) => turn.session_id).filter((id) => id !== null))].sort()],
  );
  counts.sessions = rowCount ?? 0;
  counts.events = await deleteEventsOfRuns(sql, turns);
  await recordChanges(
    sql,
    turns.map(({ id, created_at, bot_id }) => ({ id, created_at, bot_id, kind: "delete" as const })),
  );
  return counts;
}
