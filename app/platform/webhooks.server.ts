import { queryIn, type AnyTransaction } from "~/data/any-transaction.server";
import { uuid } from "~/lib/uuid.server";
import { enqueue } from "./jobs.server";
import { ALL_EVENTS, TEST_EVENT, type WebhookEvent } from "./webhook-events";

export const DELIVER_JOB = "webhooks.deliver";

/** Writes one delivery for each endpoint that wants the event, in the caller's transaction, and queues it. */
export async function emitWebhook(
  tx: AnyTransaction,
  event: WebhookEvent,
  data: Record<string, unknown>,
): Promise<number> {
  const endpoints = await queryIn<{ id: string }>(
    tx,
    "select id::text from console.webhook_endpoints where enabled and events && array[$1, $2]::text[] order by id",
    [event, ALL_EVENTS],
  );
  for (const endpoint of endpoints) await createDelivery(tx, endpoint.id, event, data);
  return endpoints.length;
}

export async function createDelivery(
  tx: AnyTransaction,
  endpointId: string,
  event: WebhookEvent | typeof TEST_EVENT,
  data: Record<string, unknown>,
): Promise<string> {
  const id = uuid();
  const body = JSON.stringify({ id, type: event, created_at: new Date().toISOString(), data });
  await queryIn(
    tx,
    `insert into console.webhook_deliveries (id, endpoint_id, event, body, is_test, next_attempt_at)
     values ($1::uuid, $2::uuid, $3, $4, $5::boolean, now())`,
    [id, endpointId, event, body, event === TEST_EVENT],
  );
  await queueDelivery(tx, id);
  return id;
}

/** One job a delivery; a later call moves the waiting one. The delivery counts its own attempts. */
export async function queueDelivery(tx: AnyTransaction, id: string, runAt?: Date): Promise<void> {
  await enqueue(tx, DELIVER_JOB, { deliveryId: id }, { key: `webhook:${id}`, ...(runAt && { runAt }) });
}
