import type { Sql } from "~/data/postgres.server";

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

export const RESULT_PART_BYTES = 65_536;

export type ToolCallRow = {
  turn_created_at: string;
  turn_id: string;
  call_id: string;
  tool_name: string;
  arguments_json: unknown;
  result_text: string | null;
  result_chars: number | null;
  result_bytes: number | null;
  status: "running" | "ok" | "error" | "interrupted";
  iteration: number | null;
  parent_call_id: string | null;
  started_at: string;
  ended_at: string | null;
  duration_ms: number | null;
  seq: number;
};

export type ModelCallRow = {
  turn_created_at: string;
  turn_id: string;
  call_id: string;
  model: string;
  provider: string | null;
  attempt: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  reasoning_tokens: number | null;
  cost_usd: string | null;
  latency_ms: number | null;
  finish_reason: string | null;
  error_text: string | null;
  started_at: string;
  ended_at: string | null;
  seq: number;
};

const TOOL_COLUMNS: Record<keyof ToolCallRow, string> = {
  turn_created_at: "timestamptz",
  turn_id: "text",
  call_id: "text",
  tool_name: "text",
  arguments_json: "json",
  result_text: "text",
  result_chars: "integer",
  result_bytes: "integer",
  status: "text",
  iteration: "integer",
  parent_call_id: "text",
  started_at: "timestamptz",
  ended_at: "timestamptz",
  duration_ms: "integer",
  seq: "integer",
};

const MODEL_COLUMNS: Record<keyof ModelCallRow, string> = {
  turn_created_at: "timestamptz",
  turn_id: "text",
  call_id: "text",
  model: "text",
  provider: "text",
  attempt: "integer",
  input_tokens: "integer",
  output_tokens: "integer",
  cache_read_tokens: "integer",
  cache_write_tokens: "integer",
  reasoning_tokens: "integer",
  cost_usd: "numeric",
  latency_ms: "integer",
  finish_reason: "text",
  error_text: "text",
  started_at: "timestamptz",
  ended_at: "timestamptz",
  seq: "integer",
};

const KEY = ["turn_created_at", "turn_id", "call_id"];

/** Both kinds of call are read and written alike. */
function callTable<Row extends { turn_id: string; call_id: string }>(
  table: string,
  columns: Record<keyof Row, string>,
) {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const record = names.map((name) => `${name} ${columns[name]}`).join(", ");
  const selected = names
    .map((name) =>
      columns[name] === "timestamptz" ? `to_char(t.${name} at time zone 'UTC', ${ISO}) as ${name}` : `t.${name}`,
    )
    .join(", ");
  const updates = names
    .filter((name) => !KEY.includes(name) && name !== "seq")
    .map((name) => `${name} = excluded.${name}`);
  return {
    async upsert(sql: Sql, rows: Row[]): Promise<void> {
      if (rows.length === 0) return;
      await sql.query(
        `insert into runtime.${table} (${names.join(", ")})
         select ${names.join(", ")} from json_to_recordset($1::json) as c(${record})
         on conflict (${KEY.join(", ")}) do update set ${updates.join(", ")}`,
        [JSON.stringify(rows)],
      );
    },
    /** The calls named by turn and call, by `turn call`. */
    async find(
      sql: Sql,
      keys: { turn_created_at: string; turn_id: string; call_id: string }[],
    ): Promise<Map<string, Row>> {
      if (keys.length === 0) return new Map();
      const { rows } = await sql.query<Row>(
        `select ${selected}
           from json_to_recordset($1::json) as k(turn_created_at timestamptz, turn_id text, call_id text)
           join runtime.${table} t using (turn_created_at, turn_id, call_id)`,
        [JSON.stringify(keys)],
      );
      return new Map(rows.map((row) => [`${row.turn_id} ${row.call_id}`, row]));
    },
    async list(sql: Sql, turn: { id: string; created_at: string }): Promise<Row[]> {
      const { rows } = await sql.query<Row>(
        `select ${selected} from runtime.${table} t
          where t.turn_created_at = $1 and t.turn_id = $2 order by t.seq, t.call_id`,
        [turn.created_at, turn.id],
      );
      return rows;
    },
  };
}

export const toolCalls = callTable<ToolCallRow>("tool_call_records", TOOL_COLUMNS);
export const modelCalls = callTable<ModelCallRow>("llm_calls", MODEL_COLUMNS);

/** Replaces the whole result of a call. Short ones stand in the record alone. */
export async function writeToolResult(sql: Sql, call: ToolCallRow, result: string): Promise<void> {
  await sql.query(
    "delete from runtime.tool_call_results where turn_created_at = $1 and turn_id = $2 and call_id = $3",
    [call.turn_created_at, call.turn_id, call.call_id],
  );
  if (result === call.result_text) return;
  const bytes = Buffer.from(result);
  for (let part = 0; part * RESULT_PART_BYTES < bytes.length; part++)
    await sql.query(
      "insert into runtime.tool_call_results (turn_created_at, turn_id, call_id, part, body) values ($1, $2, $3, $4, $5)",
      [
        call.turn_created_at,
        call.turn_id,
        call.call_id,
        part,
        bytes.subarray(part * RESULT_PART_BYTES, (part + 1) * RESULT_PART_BYTES),
      ],
    );
}

/** Closes calls that run no longer because their turn has ended. */
export async function interruptToolCalls(sql: Sql, turns: { id: string; created_at: string }[]): Promise<void> {
  if (turns.length === 0) return;
  await sql.query(
    `update runtime.tool_call_records c set status = 'interrupted'
       from json_to_recordset($1::json) as t(id text, created_at timestamptz)
      where c.turn_created_at = t.created_at and c.turn_id = t.id and c.status = 'running'`,
    [JSON.stringify(turns)],
  );
}

/** Some bytes of a whole result, from the slices that hold them; `to` is the last byte's place. */
export async function readToolResult(
  sql: Sql,
  call: ToolCallRow,
  range: { from: number; to: number },
): Promise<Buffer> {
  const first = Math.floor(range.from / RESULT_PART_BYTES);
  const { rows } = await sql.query<{ body: Buffer }>(
    `select body from runtime.tool_call_results
      where turn_created_at = $1 and turn_id = $2 and call_id = $3 and part between $4 and $5 order by part`,
    [call.turn_created_at, call.turn_id, call.call_id, first, Math.floor(range.to / RESULT_PART_BYTES)],
  );
  const start = range.from - first * RESULT_PART_BYTES;
  return Buffer.concat(rows.map((row) => row.body)).subarray(start, start + range.to - range.from + 1);
}
