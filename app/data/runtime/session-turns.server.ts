import type { Sql } from "~/data/postgres.server";
import type { TurnStatus } from "./turn-state";
import type { TextHead } from "./turn-view.server";

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const iso = (column: string) => `to_char(${column} at time zone 'UTC', ${ISO})`;

export type SessionRow = {
  id: string;
  bot_id: string;
  user_id: string | null;
  source: string;
  started_at: string;
  last_activity_at: string;
};

export async function findSession(sql: Sql, id: string): Promise<SessionRow | null> {
  const { rows } = await sql.query<SessionRow>(
    `select id, bot_id, user_id, source, ${iso("started_at")} as started_at, ${iso("last_activity_at")} as last_activity_at
       from runtime.sessions where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export type SessionTurnRow = {
  id: string;
  created_at: string;
  ended_at: string | null;
  bot_id: string;
  user_id: string | null;
  model: string | null;
  status: TurnStatus;
  error_text: string | null;
  latency_ms: number | null;
  total_tokens: number | null;
  cost_usd: string | null;
  tool_call_count: number;
  prompt_preview: string | null;
  response_preview: string | null;
};

/** The turns of a session before a position, newest first. */
export async function listSessionTurns(
  sql: Sql,
  sessionId: string,
  before: { created_at: string; id: string } | null,
  limit: number,
): Promise<SessionTurnRow[]> {
  const { rows } = await sql.query<SessionTurnRow>(
    `select l.id, ${iso("l.created_at")} as created_at, ${iso("l.ended_at")} as ended_at, l.bot_id, l.user_id, l.model, l.status,
            l.error_text, l.latency_ms, l.total_tokens, l.cost_usd::text as cost_usd, l.tool_call_count, l.prompt_preview, l.response_preview
       from runtime.turn_logs l
      where l.session_id = $1 ${before ? "and (l.created_at, l.id) < ($3::timestamptz, $4::text)" : ""}
      order by l.created_at desc, l.id desc limit $2`,
    before ? [sessionId, limit, before.created_at, before.id] : [sessionId, limit],
  );
  return rows;
}

export type SpokenTexts = { prompt: TextHead | null; response: TextHead | null };

/** What was said in some turns: how their texts begin, for one that runs as far as it has come. */
export async function readSpokenTexts(
  sql: Sql,
  turns: { id: string; created_at: string }[],
  chars: { prompt: number; response: number },
): Promise<Map<string, SpokenTexts>> {
  if (turns.length === 0) return new Map();
  const head = (column: string, limit: string) =>
    `case when ${column} is not null then json_build_object('text', left(${column}, ${limit}), 'chars', length(${column})) end`;
  const { rows } = await sql.query<SpokenTexts & { id: string }>(
    `select p.id, ${head("p.user_prompt", "$2")} as prompt, ${head("p.response_text", "$3")} as response
       from json_to_recordset($1::json) as t(id text, created_at timestamptz)
       join runtime.turn_payloads p on p.created_at = t.created_at and p.id = t.id`,
    [JSON.stringify(turns), chars.prompt, chars.response],
  );
  return new Map(rows.map(({ id, ...texts }) => [id, texts]));
}

export type SessionTool = {
  turn_id: string;
  call_id: string;
  tool_name: string;
  status: "running" | "ok" | "error" | "interrupted";
  duration_ms: number | null;
};

export async function listSessionTools(
  sql: Sql,
  turns: { id: string; created_at: string }[],
  limit: number,
): Promise<SessionTool[]> {
  if (turns.length === 0) return [];
  const { rows } = await sql.query<SessionTool>(
    `select c.turn_id, c.call_id, c.tool_name, c.status, c.duration_ms
       from json_to_recordset($1::json) as t(id text, created_at timestamptz)
       join runtime.tool_call_records c on c.turn_created_at = t.created_at and c.turn_id = t.id
      order by c.turn_created_at, c.turn_id, c.seq, c.call_id limit $2`,
    [JSON.stringify(turns), limit],
  );
  return rows;
}

export type SessionBot = {
  bot_id: string;
  turns: number;
  errors: number;
  tokens: string | null;
  tokens_unknown: number;
  cost_usd: string | null;
  cost_unknown: number;
};

/** What each bot did in a session, over its newest turns. */
export async function sumSession(sql: Sql, sessionId: string, most: number): Promise<SessionBot[]> {
  const { rows } = await sql.query<SessionBot>(
    `select bot_id, count(*)::int as turns, count(*) filter (where status in ('error', 'timeout'))::int as errors,
            sum(total_tokens)::text as tokens, count(*) filter (where total_tokens is null)::int as tokens_unknown,
            sum(cost_usd)::text as cost_usd, count(*) filter (where cost_usd is null)::int as cost_unknown
       from (select bot_id, status, total_tokens, cost_usd from runtime.turn_logs
              where session_id = $1 order by created_at desc, id desc limit $2) newest
      group by bot_id order by turns desc, bot_id`,
    [sessionId, most],
  );
  return rows;
}

export type DeletionPreview = { turns: number; bots: string[]; first: string | null; last: string | null };

/** What a deletion would take, counted no further than `most`. */
export async function previewDeletion(
  sql: Sql,
  column: "session_id" | "user_id",
  value: string,
  most: number,
): Promise<DeletionPreview> {
  const { rows } = await sql.query<DeletionPreview>(
    `select count(*)::int as turns, coalesce(array_agg(distinct bot_id), '{}') as bots,
            ${iso("min(created_at)")} as first, ${iso("max(created_at)")} as last
       from (select bot_id, created_at from runtime.turn_logs where ${column} = $1 limit $2) found`,
    [value, most],
  );
  return rows[0]!;
}
