import { db, type Db } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { audit } from "~/platform/audit.server";
import { OutgoingError, outgoingUrl } from "~/platform/outgoing.server";
import { requirePermission } from "~/platform/permissions";
import { seal } from "~/platform/secret-box.server";
import type { SessionUser } from "~/platform/session.server";
import { newWebhookSecret } from "~/platform/webhook-signature.server";
import { TEST_EVENT } from "~/platform/webhook-events";
import { createDelivery, queueDelivery } from "~/platform/webhooks.server";

export type EndpointInput = { name: string; url: string; events: string[] };

const target = (endpoint: { id: string; name: string }) => ({
  kind: "webhook",
  id: endpoint.id,
  name: endpoint.name,
});

function sealSecret(id: string, secret: string): string {
  return seal(secret, { table: "console.webhook_endpoints", row: id, column: "secret" });
}

function checkUrl(url: string): void {
  try {
    outgoingUrl(url);
  } catch (error) {
    if (error instanceof OutgoingError)
      throw new AppError("invalid", "Some fields need another look.", { fields: { url: error.message } });
    throw error;
  }
}

async function getEndpoint(tx: Db, id: string) {
  const endpoint = await tx.webhookEndpoint.findUnique({ where: { id } });
  if (!endpoint) throw new AppError("not_found", "This webhook does not exist any more.");
  return endpoint;
}

/** The secret is returned here and never again. */
export async function createEndpoint(user: SessionUser, input: EndpointInput, database = db()) {
  requirePermission(user, "webhooks:write");
  checkUrl(input.url);
  const id = uuid();
  const secret = newWebhookSecret();
  await database.$transaction(async (tx) => {
    await tx.webhookEndpoint.create({ data: { id, ...input, secret: sealSecret(id, secret) } });
    await audit(tx, user, {
      action: "webhook.created",
      target: { kind: "webhook", id, name: input.name },
      after: input,
    });
  });
  return { id, secret };
}

export async function updateEndpoint(user: SessionUser, id: string, input: EndpointInput, database = db()) {
  requirePermission(user, "webhooks:write");
  checkUrl(input.url);
  await database.$transaction(async (tx) => {
    const { name, url, events } = await getEndpoint(tx, id);
    await tx.webhookEndpoint.update({ where: { id }, data: { ...input, updatedAt: new Date() } });
    await audit(tx, user, {
      action: "webhook.updated",
      target: target({ id, name: input.name }),
      before: { name, url, events },
      after: input,
    });
  });
}

export async function setEndpointEnabled(user: SessionUser, id: string, enabled: boolean, database = db()) {
  requirePermission(user, "webhooks:write");
  await database.$transaction(async (tx) => {
    const endpoint = await getEndpoint(tx, id);
    if (endpoint.enabled === enabled) return;
    await tx.webhookEndpoint.update({ where: { id }, data: { enabled, updatedAt: new Date() } });
    await audit(tx, user, {
      action: enabled ? "webhook.enabled" : "webhook.disabled",
      target: target(endpoint),
    });
  });
}

/** The old secret signs nothing from now on, not even what waits for a retry. */
export async function rotateSecret(user: SessionUser, id: string, database = db()): Promise<{ secret: string }> {
  requirePermission(user, "webhooks:write");
  const secret = newWebhookSecret();
  await database.$transaction(async (tx) => {
    const endpoint = await getEndpoint(tx, id);
    await tx.webhookEndpoint.update({ where: { id }, data: { secret: sealSecret(id, secret), updatedAt: new Date() } });
    await audit(tx, user, { action: "webhook.secret_rotated", target: target(endpoint) });
  });
  return { secret };
}

/** What cannot be undone asks for the name. */
export async function deleteEndpoint(user: SessionUser, id: string, confirmation: string, database = db()) {
  requirePermission(user, "webhooks:write");
  await database.$transaction(async (tx) => {
    const endpoint = await getEndpoint(tx, id);
    if (confirmation.trim() !== endpoint.name)
      throw new AppError("invalid", "The name does not match.", { fields: { confirmation: "Type the name as it is" } });
    await tx.webhookEndpoint.delete({ where: { id } });
    const { name, url, events } = endpoint;
    await audit(tx, user, { action: "webhook.deleted", target: target(endpoint), before: { name, url, events } });
  });
}

/** Sends a test event, to a disabled endpoint too. */
export async function testEndpoint(user: SessionUser, id: string, database = db()): Promise<{ deliveryId: string }> {
  requirePermission(user, "webhooks:write");
  return database.$transaction(async (tx) => {
    const endpoint = await getEndpoint(tx, id);
    const deliveryId = await createDelivery(tx, id, TEST_EVENT, { message: "This is a test.", sent_by: user.name });
    await audit(tx, user, { action: "webhook.tested", target: target(endpoint), after: { delivery: deliveryId } });
    return { deliveryId };
  });
}

/** One more attempt of a delivery that was given up, under its old id. */
export async function redeliver(user: SessionUser, deliveryId: string, database = db()): Promise<void> {
  requirePermission(user, "webhooks:write");
  await database.$transaction(async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, status: "failed" },
      data: { status: "pending", nextAttemptAt: new Date(), finishedAt: null, claimedUntil: null },
    });
    if (count === 0) throw new AppError("conflict", "Only a delivery that failed can be sent again.");
    const { endpoint } = await tx.webhookDelivery.findUniqueOrThrow({
      where: { id: deliveryId },
      include: { endpoint: true },
    });
    await queueDelivery(tx, deliveryId);
    await audit(tx, user, { action: "webhook.redelivered", target: target(endpoint), after: { delivery: deliveryId } });
  });
}
