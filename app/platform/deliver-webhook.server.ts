import { pool, transaction } from "~/data/postgres.server";
import { isAllowedHost } from "./allowed-hosts.server";
import { fetchOutgoing, type OutgoingAnswer } from "./outgoing.server";
import { unseal } from "./secret-box.server";
import { signature } from "./webhook-signature.server";
import { queueDelivery } from "./webhooks.server";

/** Before each of the five retries. */
export const RETRY_PAUSES_S = [10, 60, 300, 1_800, 7_200];
const TIMEOUT_MS = 10_000;
/** Longer than any attempt: meanwhile nobody else sends this delivery. */
const CLAIM_S = 40;
const KEPT_ANSWER_BYTES = 1_024;

type Claimed = {
  body: string;
  event: string;
  attempts: number;
  endpoint_id: string;
  url: string;
  secret: string;
  is_wanted: boolean;
};
type Outcome = { answer?: OutgoingAnswer; error?: string };

/**
 * Makes one attempt. A delivery that is finished, or that another worker holds, is left alone: after a 2xx an id is
 * never sent again.
 */
export async function deliverWebhook(id: string, signal: AbortSignal, pauses = RETRY_PAUSES_S): Promise<void> {
  const { rows } = await pool("jobs").query<Claimed>(
    `update console.webhook_deliveries d set claimed_until = now() + make_interval(secs => $2)
     from console.webhook_endpoints e
     where d.id = $1 and d.status = 'pending' and e.id = d.endpoint_id
       and (d.claimed_until is null or d.claimed_until < now())
     returning d.body, d.event, d.attempts, e.id as endpoint_id, e.url, e.secret, e.enabled or d.is_test as is_wanted`,
    [id, CLAIM_S],
  );
  const [claimed] = rows;
  if (!claimed) return waitForClaim(id);
  const startedAt = new Date();
  if (!claimed.is_wanted) {
    const outcome = { error: "This webhook was switched off before it was sent." };
    return record(id, claimed.attempts + 1, startedAt, outcome, []);
  }
  const outcome = await send(id, claimed, signal);
  // An attempt that our own stop cut short does not count: the delivery is free again, and so is the job.
  if (outcome.error !== undefined && signal.aborted) {
    await pool("jobs").query("update console.webhook_deliveries set claimed_until = null where id = $1", [id]);
    throw new Error("The process stops.");
  }
  await record(id, claimed.attempts + 1, startedAt, outcome, pauses);
}

/** Whoever holds it may have died: look again when its claim has run out. */
async function waitForClaim(id: string): Promise<void> {
  const { rows } = await pool("jobs").query<{ claimed_until: Date }>(
    "select claimed_until from console.webhook_deliveries where id = $1 and status = 'pending'",
    [id],
  );
  if (rows[0]) await queueDelivery(pool("jobs"), id, new Date(rows[0].claimed_until.getTime() + 1_000));
}

async function send(id: string, { body, event, url, secret, endpoint_id }: Claimed, signal: AbortSignal) {
  try {
    const key = unseal(secret, { table: "console.webhook_endpoints", row: endpoint_id, column: "secret" });
    const answer = await fetchOutgoing(
      url,
      {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "Content-Length": String(Buffer.byteLength(body)),
          "Wheelhouse-Id": id,
          "Wheelhouse-Event": event,
          "Wheelhouse-Signature": signature(key, body, Math.floor(Date.now() / 1000)),
        },
        body,
        timeoutMs: TIMEOUT_MS,
        maxBytes: KEPT_ANSWER_BYTES,
        onTooLong: "cut",
        signal,
      },
      isAllowedHost,
    );
    return { answer } satisfies Outcome;
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) } satisfies Outcome;
  }
}

function problemOf({ answer, error }: Outcome): string | null {
  if (!answer) return error ?? "unknown";
  if (answer.status >= 200 && answer.status < 300) return null;
  if (answer.status >= 300 && answer.status < 400) return `Answered ${answer.status}: redirects are not followed.`;
  return `Answered ${answer.status}.`;
}

async function record(id: string, attempt: number, startedAt: Date, outcome: Outcome, pauses: number[]) {
  const problem = problemOf(outcome);
  const pause = pauses[attempt - 1];
  const retryAt = problem !== null && pause !== undefined ? new Date(Date.now() + pause * 1_000) : undefined;
  const status = problem === null ? "delivered" : retryAt ? "pending" : "failed";
  await transaction(async (sql) => {
    await sql.query(
      `insert into console.webhook_attempts
         (delivery_id, attempt, started_at, duration_ms, response_status, response_body, error)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        attempt,
        startedAt,
        Date.now() - startedAt.getTime(),
        outcome.answer?.status ?? null,
        outcome.answer?.body.replaceAll("\0", "\uFFFD") ?? null,
        problem,
      ],
    );
    await sql.query(
      `update console.webhook_deliveries set status = $2, attempts = $3, last_status = $4, last_error = $5,
         next_attempt_at = $6, claimed_until = null, finished_at = case when $2 = 'pending' then null else now() end
       where id = $1`,
      [id, status, attempt, outcome.answer?.status ?? null, problem, retryAt ?? null],
    );
    if (retryAt) await queueDelivery(sql, id, retryAt);
  }, "jobs");
}
