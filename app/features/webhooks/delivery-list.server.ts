import { pool } from "~/data/postgres.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";

export type DeliveryRow = {
  id: string;
  event: string;
  status: "pending" | "delivered" | "failed";
  attempts: number;
  isTest: boolean;
  lastStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  nextAttemptAt: Date | null;
  finishedAt: Date | null;
};

export type AttemptRow = {
  attempt: number;
  startedAt: Date;
  durationMs: number;
  responseStatus: number | null;
  responseBody: string | null;
  error: string | null;
};

export type Delivery = DeliveryRow & { body: string; log: AttemptRow[] };

const COLUMNS = `id::text, event, status, attempts, is_test as "isTest", last_status as "lastStatus",
  last_error as "lastError", created_at as "createdAt", next_attempt_at as "nextAttemptAt", finished_at as "finishedAt"`;
const ORDER = "deliveries";

/** What was sent to an endpoint, the newest first. */
export async function listDeliveries(endpointId: string, after: string | null, limit = 50) {
  const from = decodeCursor(ORDER, after, 2);
  const { rows } = await pool().query<DeliveryRow & { position: string[] }>(
    `select ${COLUMNS}, array[created_at::text, id::text] as position from console.webhook_deliveries d
     where endpoint_id = $1 and ($2::timestamptz is null or (created_at, d.id) < ($2::timestamptz, $3::uuid))
     order by d.created_at desc, d.id desc limit ${limit + 1}`,
    [endpointId, from?.[0] ?? null, from?.[1] ?? null],
  );
  const page = rows.slice(0, limit).map(({ position: _position, ...row }) => row);
  const last = rows[limit - 1];
  return { rows: page, next: rows.length > limit && last ? encodeCursor(ORDER, last.position) : null };
}

export async function findDelivery(endpointId: string, id: string): Promise<Delivery | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const { rows } = await pool().query<DeliveryRow & { body: string }>(
    `select ${COLUMNS}, body from console.webhook_deliveries d where d.id = $1 and endpoint_id = $2`,
    [id, endpointId],
  );
  if (!rows[0]) return null;
  const log = await pool().query<AttemptRow>(
    `select attempt, started_at as "startedAt", duration_ms as "durationMs", response_status as "responseStatus",
       response_body as "responseBody", error
     from console.webhook_attempts where delivery_id = $1 order by attempt desc`,
    [id],
  );
  return { ...rows[0], log: log.rows };
}
