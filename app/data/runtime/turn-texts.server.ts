import type { Sql } from "~/data/postgres.server";

/** What a payload holds. `undefined` leaves a column as it is. */
export type PayloadWrite = {
  id: string;
  created_at: string;
  user_prompt?: string | null;
  request_messages?: unknown;
  response_text?: string | null;
  reasoning_text?: string | null;
  error_text?: string | null;
  prompts?: unknown;
  metadata?: unknown;
  raw_attributes?: unknown;
  search_pairs?: string | null;
  response_sent_chars?: number | null;
  ended?: boolean;
};

const COLUMNS = {
  user_prompt: "text",
  request_messages: "json",
  response_text: "text",
  reasoning_text: "text",
  error_text: "text",
  prompts: "json",
  metadata: "json",
  raw_attributes: "json",
  search_pairs: "text",
  response_sent_chars: "integer",
  ended: "boolean",
} as const;
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const RECORD = `id text, created_at timestamptz, ${NAMES.map((name) => `${name} ${COLUMNS[name]}`).join(", ")}`;

export async function insertPayloads(sql: Sql, payloads: PayloadWrite[]): Promise<void> {
  if (payloads.length === 0) return;
  await sql.query(
    `insert into runtime.turn_payloads (id, created_at, ${NAMES.join(", ")})
     select id, created_at, ${NAMES.map((name) => (name === "ended" ? "coalesce(ended, false)" : name)).join(", ")}
       from json_to_recordset($1::json) as p(${RECORD})
     on conflict (created_at, id) do nothing`,
    [JSON.stringify(payloads)],
  );
}

/** One statement for each set of columns that change together; a turn's end is nearly always the same set. */
export async function updatePayloads(sql: Sql, payloads: PayloadWrite[]): Promise<void> {
  const groups = new Map<string, PayloadWrite[]>();
  for (const payload of payloads) {
    const columns = NAMES.filter((name) => payload[name] !== undefined);
    if (columns.length === 0) continue;
    const key = columns.join();
    groups.set(key, [...(groups.get(key) ?? []), payload]);
  }
  for (const [key, group] of groups) {
    await sql.query(
      `update runtime.turn_payloads l set ${key
        .split(",")
        .map(
          (name) =>
            `${name} = ${name === "metadata" ? "(coalesce(l.metadata::jsonb, '{}') || p.metadata::jsonb)::json" : `p.${name}`}`,
        )
        .join(", ")}
         from json_to_recordset($1::json) as p(${RECORD})
        where l.created_at = p.created_at and l.id = p.id`,
      [JSON.stringify(group)],
    );
  }
}

export type Piece = { turn_id: string; kind: "response" | "reasoning"; at_char: number; body: string };

export async function insertPieces(sql: Sql, pieces: Piece[]): Promise<void> {
  if (pieces.length === 0) return;
  await sql.query(
    `insert into runtime.turn_pieces (turn_id, kind, at_char, body)
     select turn_id, kind, at_char, body from json_to_recordset($1::json) as p(turn_id text, kind text, at_char integer, body text)`,
    [JSON.stringify(pieces)],
  );
}

export async function deletePieces(sql: Sql, turnId: string, kind: Piece["kind"]): Promise<void> {
  await sql.query("delete from runtime.turn_pieces where turn_id = $1 and kind = $2", [turnId, kind]);
}

/** The text of a turn so far: its pieces while it runs, its payload afterwards. */
export async function readText(
  sql: Sql,
  turn: { id: string; created_at: string },
  kind: Piece["kind"],
): Promise<string> {
  const pieces = await sql.query<{ body: string }>(
    "select body from runtime.turn_pieces where turn_id = $1 and kind = $2 order by at_char",
    [turn.id, kind],
  );
  if (pieces.rows.length > 0) return pieces.rows.map((row) => row.body).join("");
  const column = kind === "response" ? "response_text" : "reasoning_text";
  const payload = await sql.query<{ text: string | null }>(
    `select ${column} as text from runtime.turn_payloads where created_at = $1 and id = $2`,
    [turn.created_at, turn.id],
  );
  return payload.rows[0]?.text ?? "";
}

/** How long the response of a finished turn is that was sent, where masking has changed what is stored. */
export async function readSentChars(sql: Sql, turn: { id: string; created_at: string }): Promise<number | null> {
  const { rows } = await sql.query<{ sent: number | null }>(
    "select response_sent_chars as sent from runtime.turn_payloads where created_at = $1 and id = $2",
    [turn.created_at, turn.id],
  );
  return rows[0]?.sent ?? null;
}

export type StoredPrompt = { user_prompt: string | null; response_text: string | null };

export async function readPrompt(sql: Sql, turn: { id: string; created_at: string }): Promise<StoredPrompt | null> {
  const { rows } = await sql.query<StoredPrompt>(
    "select user_prompt, response_text from runtime.turn_payloads where created_at = $1 and id = $2",
    [turn.created_at, turn.id],
  );
  return rows[0] ?? null;
}

export type StoredPayload = {
  user_prompt: string | null;
  request_messages: unknown;
  response_text: string | null;
  reasoning_text: string | null;
  error_text: string | null;
  prompts: unknown;
  metadata: unknown;
  raw_attributes: unknown;
};

/** Null once the texts of that day are gone. */
export async function readPayload(sql: Sql, turn: { id: string; created_at: string }): Promise<StoredPayload | null> {
  const { rows } = await sql.query<StoredPayload>(
    `select user_prompt, request_messages, response_text, reasoning_text, error_text, prompts, metadata, raw_attributes
       from runtime.turn_payloads where created_at = $1 and id = $2`,
    [turn.created_at, turn.id],
  );
  return rows[0] ?? null;
}
