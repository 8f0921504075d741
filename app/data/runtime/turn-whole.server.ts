import type { Sql } from "~/data/postgres.server";
import type { TurnStatus } from "./turn-state";
import type { TextHead } from "./turn-view.server";

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

type TurnKey = { id: string; created_at: string };

const head = (column: string, chars: string) =>
  `case when ${column} is not null then json_build_object('text', left(${column}::text, ${chars}), 'chars', length(${column}::text)) end`;

export type PayloadRest = {
  /** As it was sent: a parsed value would lose digits. */
  request_messages: string | null;
  metadata: TextHead | null;
  raw_attributes: TextHead | null;
};

/** What only a turn's own page shows of its payload. */
export async function readPayloadRest(sql: Sql, turn: TurnKey, chars: number): Promise<PayloadRest | null> {
  const { rows } = await sql.query<PayloadRest>(
    `select request_messages::text as request_messages, ${head("metadata", "$3")} as metadata, ${head("raw_attributes", "$3")} as raw_attributes
       from runtime.turn_payloads where created_at = $1 and id = $2`,
    [turn.created_at, turn.id, chars],
  );
  return rows[0] ?? null;
}

export type ToolTexts = { call_id: string; arguments: TextHead | null; result_text: string | null };

/** What tool calls were given, and how their results begin. */
export async function listToolTexts(sql: Sql, turn: TurnKey, limit: number, chars: number): Promise<ToolTexts[]> {
  const { rows } = await sql.query<ToolTexts>(
    `select call_id, ${head("arguments_json", "$4")} as arguments, result_text from runtime.tool_call_records
      where turn_created_at = $1 and turn_id = $2 order by seq, call_id limit $3`,
    [turn.created_at, turn.id, limit, chars],
  );
  return rows;
}

/** The texts of a turn that have an address of their own. */
export const TURN_PARTS = {
  prompt: "user_prompt",
  messages: "request_messages",
  response: "response_text",
  reasoning: "reasoning_text",
  error: "error_text",
  metadata: "metadata",
  attributes: "raw_attributes",
} as const;
export type TurnPart = keyof typeof TURN_PARTS;

export async function readTurnPart(sql: Sql, turn: TurnKey, part: TurnPart): Promise<string | null> {
  const { rows } = await sql.query<{ text: string | null }>(
    `select ${TURN_PARTS[part]}::text as text from runtime.turn_payloads where created_at = $1 and id = $2`,
    [turn.created_at, turn.id],
  );
  return rows[0]?.text ?? null;
}

export async function readToolArguments(sql: Sql, turn: TurnKey, callId: string): Promise<string | null> {
  const { rows } = await sql.query<{ text: string | null }>(
    `select arguments_json::text as text from runtime.tool_call_records
      where turn_created_at = $1 and turn_id = $2 and call_id = $3`,
    [turn.created_at, turn.id, callId],
  );
  return rows[0]?.text ?? null;
}

export type RelatedTurn = {
  id: string;
  created_at: string;
  bot_id: string;
  status: TurnStatus;
  prompt_preview: string | null;
};

const HOUR = 3_600_000;

/** A time some hours away, made here: what Postgres computes comes too late to leave partitions out of the plan. */
function hoursFrom(time: string | null, hours: number): string {
  return new Date((time === null ? Date.now() : Date.parse(time)) + hours * HOUR).toISOString();
}

/** Turns that this one set off. None of them began much before it. */
export async function listChildTurns(sql: Sql, turn: TurnKey, limit: number): Promise<RelatedTurn[]> {
  const { rows } = await sql.query<RelatedTurn>(
    `select l.id, to_char(l.created_at at time zone 'UTC', ${ISO}) as created_at, l.bot_id, l.status, l.prompt_preview
       from runtime.turn_logs l where l.parent_turn_id = $1 and l.created_at >= $2
      order by l.created_at, l.id limit $3`,
    [turn.id, hoursFrom(turn.created_at, -1), limit],
  );
  return rows;
}

/** How often an error happened lately, counted no further than `most`. */
export async function countErrors(
  sql: Sql,
  fingerprint: string,
  now: Date,
  most: number,
): Promise<{ day: number; week: number }> {
  const since = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000).toISOString();
  const counted = (time: string) =>
    `(select count(*)::int from (select 1 from runtime.turn_logs l
        where l.error_fingerprint = $1 and l.created_at >= ${time} limit $4) found)`;
  const { rows } = await sql.query<{ day: number; week: number }>(
    `select ${counted("$2::timestamptz")} as day, ${counted("$3::timestamptz")} as week`,
    [fingerprint, since(1), since(7), most],
  );
  return rows[0]!;
}

export type TurnEventRow = {
  id: string;
  kind: string;
  seq: string | null;
  created_at: string;
  run_id: string | null;
  text: string;
};

/** Events of the agent's run that a turn belongs to; of its whole session while it ran when it names no run. */
export async function listTurnEvents(
  sql: Sql,
  turn: { created_at: string; ended_at: string | null; agent_session_key: string; agent_request_id: string | null },
  limit: number,
): Promise<TurnEventRow[]> {
  // Runtimes and their gateways have clocks of their own.
  const { rows } = await sql.query<TurnEventRow>(
    `select e.id::text as id, e.kind, e.seq::text as seq, e.run_id, left(e.payload_json::text, 300) as text,
            to_char(e.created_at at time zone 'UTC', ${ISO}) as created_at
       from runtime.agent_events e
      where e.session_key = $1 and ($2::text is null or e.run_id = $2)
        and e.created_at >= $3 and e.created_at <= $4
      order by e.seq, e.id limit $5`,
    [
      turn.agent_session_key,
      turn.agent_request_id,
      hoursFrom(turn.created_at, -0.25),
      hoursFrom(turn.ended_at, 0.25),
      limit,
    ],
  );
  return rows;
}

/** The next turn of the same session or the same bot, before or after this one; null at the end. */
export async function findNeighbour(
  sql: Sql,
  turn: TurnKey,
  among: { column: "session_id" | "bot_id"; value: string },
  direction: "previous" | "next",
): Promise<string | null> {
  const [compare, order] = direction === "previous" ? ["<", "desc"] : [">", "asc"];
  const { rows } = await sql.query<{ id: string }>(
    `select l.id from runtime.turn_logs l
      where l.${among.column} = $1 and (l.created_at, l.id) ${compare} ($2::timestamptz, $3::text)
      order by l.created_at ${order}, l.id ${order} limit 1`,
    [among.value, turn.created_at, turn.id],
  );
  return rows[0]?.id ?? null;
}
