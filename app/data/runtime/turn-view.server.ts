import type { Sql } from "~/data/postgres.server";
import type { ModelCallRow, ToolCallRow } from "./turn-calls.server";

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const iso = (column: string) => `to_char(${column} at time zone 'UTC', ${ISO})`;

type TurnKey = { id: string; created_at: string };

/** The beginning of a text, and how long the whole is, in code points. */
export type TextHead = { text: string; chars: number };

export type TextHeads = {
  user_prompt: TextHead | null;
  response_text: TextHead | null;
  reasoning_text: TextHead | null;
  error_text: TextHead | null;
  prompts: { key: string; scope: string; version: number }[] | null;
};

/** How the texts of a turn begin: whoever looks at a turn must not wait for five megabytes. Null once they are gone. */
export async function readTextHeads(sql: Sql, turn: TurnKey, chars: number): Promise<TextHeads | null> {
  const names = ["user_prompt", "response_text", "reasoning_text", "error_text"] as const;
  const { rows } = await sql.query<TextHeads>(
    `select ${names
      .map(
        (name) =>
          `case when ${name} is not null then json_build_object('text', left(${name}, $3), 'chars', length(${name})) end as ${name}`,
      )
      .join(", ")}, prompts
       from runtime.turn_payloads where created_at = $1 and id = $2`,
    [turn.created_at, turn.id, chars],
  );
  return rows[0] ?? null;
}

export type RunView = {
  response_chars: number;
  reasoning_chars: number;
  stop_requested_at: string | null;
  stop_requested_by: string | null;
  lease_until: string;
  /** Changes with every call about the turn. */
  stamp: string;
};

/** A turn that runs; null when it does not. */
export async function readRun(sql: Sql, id: string): Promise<RunView | null> {
  const { rows } = await sql.query<RunView>(
    `select response_chars, reasoning_chars, stop_requested_by, xmin::text as stamp,
            ${iso("stop_requested_at")} as stop_requested_at, ${iso("lease_until")} as lease_until
       from runtime.turn_runs where turn_id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export type PieceRow = { kind: "response" | "reasoning"; at_char: number; body: string };

/** What came of a running turn's text from a place on, piece by piece, as long as they begin before `before`. */
export async function readPieces(
  sql: Sql,
  id: string,
  from: { response: number; reasoning: number },
  before: number,
): Promise<PieceRow[]> {
  const { rows } = await sql.query<PieceRow>(
    `select kind, at_char, body from runtime.turn_pieces
      where turn_id = $1 and at_char < $4
        and ((kind = 'response' and at_char >= $2) or (kind = 'reasoning' and at_char >= $3)) order by kind, at_char`,
    [id, from.response, from.reasoning, before],
  );
  return rows;
}

export type ToolSpanRow = Omit<ToolCallRow, "turn_created_at" | "turn_id" | "arguments_json" | "result_text">;
export type ModelSpanRow = Omit<ModelCallRow, "turn_created_at" | "turn_id">;

const TOOL_SPAN = `call_id, tool_name, status, result_chars, result_bytes, iteration, parent_call_id, duration_ms, seq,
  ${iso("started_at")} as started_at, ${iso("ended_at")} as ended_at`;
const MODEL_SPAN = `call_id, model, provider, attempt, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,
  cost_usd::text as cost_usd, latency_ms, finish_reason, left(error_text, 2000) as error_text, seq,
  ${iso("started_at")} as started_at, ${iso("ended_at")} as ended_at`;

/** When the calls of a turn were, without what they were given and gave. */
export async function listToolSpans(sql: Sql, turn: TurnKey, limit: number): Promise<ToolSpanRow[]> {
  const { rows } = await sql.query<ToolSpanRow>(
    `select ${TOOL_SPAN} from runtime.tool_call_records
      where turn_created_at = $1 and turn_id = $2 order by seq, call_id limit $3`,
    [turn.created_at, turn.id, limit],
  );
  return rows;
}

export async function listModelSpans(sql: Sql, turn: TurnKey, limit: number): Promise<ModelSpanRow[]> {
  const { rows } = await sql.query<ModelSpanRow>(
    `select ${MODEL_SPAN} from runtime.llm_calls
      where turn_created_at = $1 and turn_id = $2 order by seq, call_id limit $3`,
    [turn.created_at, turn.id, limit],
  );
  return rows;
}
