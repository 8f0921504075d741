import type { Sql } from "~/data/postgres.server";
import { TURN_COLUMNS } from "./turn-columns";
import type { TurnRow, TurnRun } from "./turn-state";

const NAMES = Object.keys(TURN_COLUMNS) as (keyof TurnRow)[];
const RECORD = NAMES.map((name) => `${name} ${TURN_COLUMNS[name]}`).join(", ");
const KEYS = new Set<keyof TurnRow>(["id", "created_at", "source"]);
const CHANGING = NAMES.filter((name) => !KEYS.has(name));
const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

function selected(name: keyof TurnRow): string {
  if (TURN_COLUMNS[name] === "timestamptz") return `to_char(l.${name} at time zone 'UTC', ${ISO}) as ${name}`;
  return `l.${name}`;
}

export type StoredTurn = { row: TurnRow; run: TurnRun | null };
export type NewKey = { id: string; created_at: string; source: string };

/** Takes the ids that are free. What is not in the answer belongs to a turn that exists. */
export async function claimTurnKeys(sql: Sql, keys: NewKey[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  // In order of the id, as every writer does, so that two batches never wait for each other in a circle.
  const { rows } = await sql.query<{ id: string }>(
    `insert into runtime.turn_keys (id, created_at, source)
     select id, created_at, source from json_to_recordset($1::json) as k(id text, created_at timestamptz, source text) order by id
     on conflict (id) do nothing returning id`,
    [JSON.stringify(keys)],
  );
  return new Set(rows.map((row) => row.id));
}

/** Locks turns against other writers and reads them as they are after the wait. */
export async function lockTurns(sql: Sql, ids: string[]): Promise<Map<string, StoredTurn>> {
  if (ids.length === 0) return new Map();
  await sql.query("select 1 from runtime.turn_keys where id = any($1) order by id for update", [ids]);
  const { rows } = await sql.query<TurnRow & { run: TurnRun | null }>(
    `select ${NAMES.map(selected).join(", ")},
            case when r.turn_id is not null then json_build_object(
              'lease_s', r.lease_s, 'lease_until', r.lease_until, 'response_chars', r.response_chars,
              'reasoning_chars', r.reasoning_chars, 'response_sent_chars', r.response_sent_chars,
              'silent_status', r.silent_status, 'silent_ended_at', r.silent_ended_at,
              'stop_requested_at', r.stop_requested_at) end as run
       from runtime.turn_keys k
       join runtime.turn_logs l on l.created_at = k.created_at and l.id = k.id
       left join runtime.turn_runs r on r.turn_id = k.id
      where k.id = any($1)`,
    [ids],
  );
  return new Map(rows.map(({ run, ...row }) => [row.id, { row, run }]));
}

export async function insertTurnRows(sql: Sql, turns: TurnRow[]): Promise<void> {
  if (turns.length === 0) return;
  await sql.query(
    `insert into runtime.turn_logs (${NAMES.join(", ")})
     select ${NAMES.join(", ")} from json_to_recordset($1::json) as t(${RECORD})`,
    [JSON.stringify(turns)],
  );
}

export async function updateTurnRows(sql: Sql, turns: TurnRow[]): Promise<void> {
  if (turns.length === 0) return;
  await sql.query(
    `update runtime.turn_logs l set ${CHANGING.map((name) => `${name} = t.${name}`).join(", ")}, updated_at = now()
       from json_to_recordset($1::json) as t(${RECORD})
      where l.created_at = t.created_at and l.id = t.id`,
    [JSON.stringify(turns)],
  );
}

export type RunRow = Omit<TurnRun, "lease_until" | "stop_requested_at"> & { turn_id: string; created_at: string };

/** Begins runs or renews their leases, from the database's clock. */
export async function upsertRuns(sql: Sql, runs: RunRow[]): Promise<void> {
  if (runs.length === 0) return;
  await sql.query(
    `insert into runtime.turn_runs (turn_id, created_at, lease_s, lease_until, response_chars, reasoning_chars,
       response_sent_chars, silent_status, silent_ended_at)
     select turn_id, created_at, lease_s, now() + make_interval(secs => lease_s), response_chars, reasoning_chars,
            response_sent_chars, silent_status, silent_ended_at
       from json_to_recordset($1::json)
         as r(turn_id text, created_at timestamptz, lease_s integer, response_chars integer, reasoning_chars integer,
              response_sent_chars integer, silent_status text, silent_ended_at timestamptz)
     on conflict (turn_id) do update
       set lease_s = excluded.lease_s, lease_until = excluded.lease_until,
           response_chars = excluded.response_chars, reasoning_chars = excluded.reasoning_chars,
           response_sent_chars = excluded.response_sent_chars, silent_status = excluded.silent_status,
           silent_ended_at = excluded.silent_ended_at`,
    [JSON.stringify(runs)],
  );
}

export async function endRuns(sql: Sql, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql.query("delete from runtime.turn_runs where turn_id = any($1)", [ids]);
  await sql.query("delete from runtime.turn_pieces where turn_id = any($1)", [ids]);
}

export type ChangeKind = "start" | "update" | "tool" | "end" | "text" | "delete";

/** Writes what changed and wakes whoever listens. Equal notifications of one transaction are sent once. */
export async function recordChanges(
  sql: Sql,
  changes: { id: string; created_at: string; bot_id: string; kind: ChangeKind }[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql.query(
    `with changed as (
       insert into runtime.turn_changes (turn_id, turn_created_at, bot_id, kind)
       select id, created_at, bot_id, kind
         from json_to_recordset($1::json) as c(id text, created_at timestamptz, bot_id text, kind text)
       returning 1)
     select pg_notify('wheelhouse_turns', '') from (select count(*) from changed) as told`,
    [JSON.stringify(changes)],
  );
}

/** Turns whose runtime has said nothing for as long as it promised to. */
export async function findSilentTurns(sql: Sql, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ turn_id: string }>(
    "select turn_id from runtime.turn_runs where lease_until < now() order by lease_until limit $1",
    [limit],
  );
  return rows.map((row) => row.turn_id);
}

/** Of turns that are locked now, those that are silent still. */
export async function stillSilent(sql: Sql, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ turn_id: string }>(
    "select turn_id from runtime.turn_runs where turn_id = any($1) and lease_until < now()",
    [ids],
  );
  return new Set(rows.map((row) => row.turn_id));
}

/** A turn by its id alone, or null. */
export async function getTurnRow(sql: Sql, id: string): Promise<TurnRow | null> {
  // Two steps: a join would have the planner think about every partition (5 ms of them against half of one).
  const { rows: keys } = await sql.query<{ created_at: string }>(
    "select created_at::text as created_at from runtime.turn_keys where id = $1",
    [id],
  );
  if (!keys[0]) return null;
  const { rows } = await sql.query<TurnRow>(
    `select ${NAMES.map(selected).join(", ")} from runtime.turn_logs l where l.created_at = $1 and l.id = $2`,
    [keys[0].created_at, id],
  );
  return rows[0] ?? null;
}
