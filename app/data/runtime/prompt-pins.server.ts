import type { PromptScope } from "~/lib/prompt-scope";
import type { Sql } from "~/data/postgres.server";

const utc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const THIS = "key = $1 and scope_type = $2 and scope_id = $3";

export type PinMoveKind = "pin" | "unpin" | "rollback" | "protect" | "unprotect";
export type PinMove = {
  id: string;
  kind: PinMoveKind;
  from_version: number | null;
  to_version: number | null;
  moved_at: string;
  moved_by: string;
  approved_by: string | null;
  reason: string;
};
export type PinRequest = {
  id: string;
  key: string;
  scope_type: "global" | "bot";
  scope_id: string;
  kind: "move" | "unprotect";
  to_version: number;
  reason: string;
  status: "open" | "approved" | "refused" | "withdrawn";
  requested_by_id: string;
  requested_by: string;
  requested_at: string;
  decided_by: string | null;
  decided_at: string | null;
  decision_note: string;
};

const REQUEST = `id::text as id, key, scope_type, scope_id, kind, to_version, reason, status, requested_by_id, requested_by,
  ${utc("requested_at")} as requested_at, decided_by, ${utc("decided_at")} as decided_at, decision_note`;

export async function setPin(
  sql: Sql,
  key: string,
  scope: PromptScope,
  pin: { version: number; by: string; reason: string; at?: string },
): Promise<void> {
  await sql.query(
    `insert into runtime.prompt_pins (key, scope_type, scope_id, version, pinned_by, reason, pinned_at)
     values ($1, $2, $3, $4, $5, $6, coalesce($7::timestamptz, now()))
     on conflict (key, scope_type, scope_id) do update
       set version = excluded.version, pinned_at = excluded.pinned_at, pinned_by = excluded.pinned_by, reason = excluded.reason`,
    [key, scope.type, scope.id, pin.version, pin.by, pin.reason, pin.at ?? null],
  );
}

export async function deletePin(sql: Sql, key: string, scope: PromptScope): Promise<void> {
  await sql.query(`delete from runtime.prompt_pins where ${THIS}`, [key, scope.type, scope.id]);
}

export type NewPinMove = {
  kind: PinMoveKind;
  from: number | null;
  to: number | null;
  by: string;
  approvedBy?: string;
  reason: string;
  at?: string;
};

export async function insertPinMove(sql: Sql, key: string, scope: PromptScope, move: NewPinMove): Promise<void> {
  await sql.query(
    `insert into runtime.prompt_pin_moves (key, scope_type, scope_id, kind, from_version, to_version, moved_by, approved_by, reason, moved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::timestamptz, now()))`,
    [
      ...[key, scope.type, scope.id, move.kind, move.from, move.to, move.by, move.approvedBy ?? null, move.reason],
      move.at ?? null,
    ],
  );
}

/** Newest first; `below` is the id where the page before ended. */
export async function listPinMoves(
  sql: Sql,
  key: string,
  scope: PromptScope,
  { below, limit }: { below?: string; limit: number },
): Promise<PinMove[]> {
  const { rows } = await sql.query<PinMove>(
    `select id::text as id, kind, from_version, to_version, ${utc("moved_at")} as moved_at, moved_by, approved_by, reason
       from runtime.prompt_pin_moves where ${THIS} and ($4::bigint is null or id < $4) order by id desc limit $5`,
    [key, scope.type, scope.id, below ?? null, limit],
  );
  return rows;
}

/** False when one is open already. */
export async function insertPinRequest(
  sql: Sql,
  request: {
    id: string;
    key: string;
    scope: PromptScope;
    kind: PinRequest["kind"];
    to: number;
    reason: string;
    byId: string;
    by: string;
  },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into runtime.prompt_pin_requests (id, key, scope_type, scope_id, kind, to_version, reason, requested_by_id, requested_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (key, scope_type, scope_id) where status = 'open' do nothing`,
    [
      ...[request.id, request.key, request.scope.type, request.scope.id, request.kind, request.to, request.reason],
      ...[request.byId, request.by],
    ],
  );
  return rowCount === 1;
}

export async function findPinRequest(sql: Sql, id: string): Promise<PinRequest | null> {
  const { rows } = await sql.query<PinRequest>(`select ${REQUEST} from runtime.prompt_pin_requests where id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
}

export async function findOpenPinRequest(sql: Sql, key: string, scope: PromptScope): Promise<PinRequest | null> {
  const { rows } = await sql.query<PinRequest>(
    `select ${REQUEST} from runtime.prompt_pin_requests where ${THIS} and status = 'open'`,
    [key, scope.type, scope.id],
  );
  return rows[0] ?? null;
}

/** False when somebody else decided first. */
export async function closePinRequest(
  sql: Sql,
  id: string,
  decision: { status: "approved" | "refused" | "withdrawn"; by: string; note: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update runtime.prompt_pin_requests set status = $2, decided_by = $3, decided_at = now(), decision_note = $4
      where id = $1 and status = 'open'`,
    [id, decision.status, decision.by, decision.note],
  );
  return rowCount === 1;
}
