import type { Sql } from "~/data/postgres.server";

export type TraceState = { trace_id: string; base_id: string; turn_ids: string[]; spans: unknown };

/** Locks traces against other requests about them, in order, and reads what is known of them. */
export async function lockTraces(sql: Sql, source: string, traceIds: readonly string[]): Promise<TraceState[]> {
  const { rows } = await sql.query<TraceState>(
    `insert into runtime.otlp_traces (trace_id, source, base_id)
     select id, $2, id from unnest($1::text[]) as t(id) order by id
     on conflict (trace_id, source) do update set seen_at = now()
     returning trace_id, base_id, turn_ids, spans`,
    [[...traceIds].sort(), source],
  );
  return rows;
}

export async function writeTraces(sql: Sql, source: string, traces: readonly TraceState[]): Promise<void> {
  if (traces.length === 0) return;
  await sql.query(
    `update runtime.otlp_traces t set base_id = w.base_id, turn_ids = w.turn_ids, spans = w.spans
       from json_to_recordset($1::json) as w(trace_id text, base_id text, turn_ids text[], spans json)
      where t.trace_id = w.trace_id and t.source = $2`,
    [JSON.stringify(traces), source],
  );
}

/** Whose an id is, where it is taken. */
export async function sourcesOfTurns(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ id: string; source: string }>(
    "select id, source from runtime.turn_keys where id = any($1)",
    [ids],
  );
  return new Map(rows.map(({ id, source }) => [id, source]));
}

export type RawAttributes = { value: unknown; isTooLarge: boolean };

/** The spans that stand with turns, by turn, unless they are too many bytes to be read. A turn whose texts are gone has none. */
export async function readRawAttributes(
  sql: Sql,
  turns: readonly { id: string; created_at: string }[],
  maxBytes: number,
): Promise<Map<string, RawAttributes>> {
  const { rows } = await sql.query<{ id: string; value: unknown; bytes: number | null }>(
    `select p.id, s.bytes, case when s.bytes <= $2 then p.raw_attributes end as value
       from json_to_recordset($1::json) as t(id text, created_at timestamptz)
       join runtime.turn_payloads p on p.created_at = t.created_at and p.id = t.id
      cross join lateral (select octet_length(p.raw_attributes::text) as bytes) s`,
    [JSON.stringify(turns), maxBytes],
  );
  return new Map(rows.map(({ id, value, bytes }) => [id, { value, isTooLarge: (bytes ?? 0) > maxBytes }]));
}

const BY_DAY = [
  ["turn_payloads", "created_at", "id"],
  ["tool_call_records", "turn_created_at", "turn_id"],
  ["tool_call_results", "turn_created_at", "turn_id"],
  ["llm_calls", "turn_created_at", "turn_id"],
  ["turn_prompts", "turn_created_at", "turn_id"],
  ["turn_logs", "created_at", "id"],
] as const;

/** Takes the rows of turns away that are about to be written anew, and moves what people said of them along. */
export async function clearForRewrite(
  sql: Sql,
  turns: readonly { id: string; created_at: string; next_created_at: string }[],
): Promise<void> {
  if (turns.length === 0) return;
  const json = JSON.stringify(turns);
  for (const [table, time, id] of BY_DAY)
    await sql.query(
      `delete from runtime.${table} d using json_to_recordset($1::json) as t(id text, created_at timestamptz)
        where d.${time} = t.created_at and d.${id} = t.id`,
      [json],
    );
  const ids = turns.map((turn) => turn.id);
  for (const table of ["turn_runs", "turn_pieces"])
    await sql.query(`delete from runtime.${table} where turn_id = any($1)`, [ids]);
  const moved = JSON.stringify(turns.filter((turn) => turn.created_at !== turn.next_created_at));
  for (const [table, time, id] of [
    ["turn_keys", "created_at", "id"],
    ["turn_notes", "turn_created_at", "turn_id"],
    ["turn_bookmarks", "turn_created_at", "turn_id"],
  ])
    await sql.query(
      `update runtime.${table} k set ${time} = t.next_created_at
         from json_to_recordset($1::json) as t(id text, next_created_at timestamptz) where k.${id} = t.id`,
      [moved],
    );
}

/** Traces that have told of no turn for so long that none is to come: spans of programs that only pass by. */
export async function deleteIdleTraces(sql: Sql, before: Date): Promise<void> {
  await sql.query("delete from runtime.otlp_traces where turn_ids = '{}' and seen_at < $1", [before]);
}

/** What is kept of the traces of turns that are deleted. */
export async function forgetTraceSpans(sql: Sql, turnIds: readonly string[]): Promise<void> {
  await sql.query(
    "update runtime.otlp_traces set spans = '[]' where trace_id in (select left(id, 32) from unnest($1::text[]) as t(id))",
    [turnIds],
  );
}
