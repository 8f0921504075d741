import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { transaction } from "~/data/postgres.server";
import { deliverWebhook } from "~/platform/deliver-webhook.server";
import { emitWebhook } from "~/platform/webhooks.server";
import { createEndpoint, redeliver, rotateSecret, testEndpoint } from "~/features/webhooks/webhook-endpoints.server";
import { allowHost, forbidHost } from "~/platform/allowed-hosts.server";
import { webhookReceiver } from "../fakes/webhook-receiver";
import { db } from "~/data/console/prisma.server";
import { signedIn } from "../factories/user";
import { testDatabase, type TestDatabase } from "../setup/database";

const admin = async () => (await signedIn(db(), "admin")).actor;
const running = () => new AbortController().signal;
const atOnce = [0, 0, 0, 0, 0];

async function emit(database: TestDatabase): Promise<string> {
  await transaction((sql) => emitWebhook(sql, "alert.opened", { alert: { key: "a" } }));
  const { id } = await database.prisma.webhookDelivery.findFirstOrThrow({ orderBy: { id: "desc" } });
  return id;
}

async function endpointTo(receiver: { url: string; port: number }, events = ["alert.opened"]) {
  const user = await admin();
  await allowHost(user, { host: `127.0.0.1:${receiver.port}`, note: "" });
  return createEndpoint(user, { name: "Pager", url: receiver.url, events });
}

test("a delivery is signed over its exact bytes, and its id and log say what happened", async () => {
  await using database = await testDatabase();
  await using receiver = await webhookReceiver();
  const { secret } = await endpointTo(receiver);
  const id = await emit(database);
  await deliverWebhook(id, running());
  const [got] = receiver.received;
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(got!.headers["wheelhouse-signature"]))!;
  expect(v1).toBe(createHmac("sha256", secret).update(`${t}.${got!.body}`).digest("hex"));
  expect(Math.abs(Number(t) - Date.now() / 1000)).toBeLessThan(5);
  expect(got!.headers["wheelhouse-id"]).toBe(id);
  expect(JSON.parse(got!.body)).toMatchObject({ id, type: "alert.opened", data: { alert: { key: "a" } } });
  expect(await database.prisma.webhookAttempt.findMany()).toMatchObject([
    { deliveryId: id, attempt: 1, responseStatus: 200, responseBody: "ok", error: null },
  ]);
});

test("after a 2xx an id is never sent again, whoever asks and however many at once", async () => {
  await using database = await testDatabase();
  await using receiver = await webhookReceiver();
  await endpointTo(receiver);
  const id = await emit(database);
  await Promise.all(Array.from({ length: 8 }, () => deliverWebhook(id, running())));
  await deliverWebhook(id, running());
  expect(receiver.received).toHaveLength(1);
  await expect(redeliver(await admin(), id)).rejects.toThrow("Only a delivery that failed");
});

test("one that fails is tried five times more with growing pauses, under one id, and then given up", async () => {
  await using database = await testDatabase();
  await using receiver = await webhookReceiver();
  await endpointTo(receiver);
  receiver.answer(500, "cut", { status: 302, headers: { Location: "http://127.0.0.1:1/" } }, 404, 503, 500);
  const id = await emit(database);
  await deliverWebhook(id, running());
  const { nextAttemptAt, status } = await database.prisma.webhookDelivery.findUniqueOrThrow({ where: { id } });
  expect(status).toBe("pending");
  expect(nextAttemptAt!.getTime() - Date.now()).toBeGreaterThan(8_000);
  const { rows } = await database.owner.query("select run_at from graphile_worker._private_jobs");
  expect(rows).toEqual([{ run_at: nextAttemptAt }]);
  for (let n = 0; n < 9; n++) await deliverWebhook(id, running(), atOnce);
  expect(receiver.received).toHaveLength(6);
  expect(new Set(receiver.received.map((each) => each.headers["wheelhouse-id"]))).toEqual(new Set([id]));
  const attempts = await database.prisma.webhookAttempt.findMany({ orderBy: { attempt: "asc" } });
  expect(attempts.map(({ responseStatus, error }) => [responseStatus, error])).toEqual([
    [500, "Answered 500."],
    [null, "The other side cut the connection."],
    [302, "Answered 302: redirects are not followed."],
    [404, "Answered 404."],
    [503, "Answered 503."],
    [500, "Answered 500."],
  ]);
  receiver.answer(200);
  await redeliver(await admin(), id);
  await deliverWebhook(id, running());
  expect(await database.prisma.webhookDelivery.findUnique({ where: { id } })).toMatchObject({
    status: "delivered",
    attempts: 7,
  });
});

test("an attempt that our stop cuts short does not count and leaves the delivery free", async () => {
  await using database = await testDatabase();
  await using receiver = await webhookReceiver();
  await endpointTo(receiver);
  receiver.answer("hang");
  const id = await emit(database);
  const stop = new AbortController();
  const sending = deliverWebhook(id, stop.signal);
  setTimeout(() => stop.abort(), 150);
  await expect(sending).rejects.toThrow("The process stops");
  receiver.answer(200);
  await deliverWebhook(id, running());
  expect(await database.prisma.webhookDelivery.findUnique({ where: { id } })).toMatchObject({
    status: "delivered",
    attempts: 1,
  });
});

test("a private address is refused until an admin allows that host, and again when they take it back", async () => {
  await using database = await testDatabase();
  await using receiver = await webhookReceiver();
  await endpointTo(receiver);
  await forbidHost(await admin(), `127.0.0.1|${receiver.port}`);
  const id = await emit(database);
  await deliverWebhook(id, running(), atOnce);
  expect(receiver.received).toHaveLength(0);
  const [attempt] = await database.prisma.webhookAttempt.findMany();
  expect(attempt!.error).toMatch(/127\.0\.0\.1 is this machine itself\. An admin can allow this host\./);
  await allowHost(await admin(), { host: "127.0.0.1:1", note: "another port" });
  await deliverWebhook(id, running(), atOnce);
  expect(receiver.received).toHaveLength(0);
});

test("a disabled endpoint gets nothing but a test, and a rotated secret signs from then on", async () => {
  await using database = await testDatabase();
  await using receiver = await webhookReceiver();
  const { id: endpointId, secret } = await endpointTo(receiver, ["alert.resolved"]);
  await transaction((sql) => emitWebhook(sql, "alert.opened", {}));
  expect(await database.prisma.webhookDelivery.count()).toBe(0);
  await transaction((sql) => emitWebhook(sql, "alert.resolved", {}));
  const waiting = await database.prisma.webhookDelivery.findFirstOrThrow();
  await database.prisma.webhookEndpoint.updateMany({ data: { enabled: false } });
  await deliverWebhook(waiting.id, running());
  expect(receiver.received).toHaveLength(0);
  const rotated = await rotateSecret(await admin(), endpointId);
  expect(rotated.secret).not.toBe(secret);
  const { deliveryId } = await testEndpoint(await admin(), endpointId);
  await deliverWebhook(deliveryId, running());
  const [got] = receiver.received;
  const [, t, v1] = /^t=(\d+),v1=(.*)$/.exec(String(got!.headers["wheelhouse-signature"]))!;
  expect(v1).toBe(createHmac("sha256", rotated.secret).update(`${t}.${got!.body}`).digest("hex"));
});

test("the secret is stored sealed, and every write is in the audit log without it", async () => {
  await using database = await testDatabase();
  await using receiver = await webhookReceiver();
  const { secret } = await endpointTo(receiver);
  const { rows } = await database.owner.query<{ secret: string }>("select secret from console.webhook_endpoints");
  expect(rows[0]!.secret).not.toContain(secret);
  const { rows: entries } = await database.owner.query<{ action: string; line: string }>(
    "select action, row_to_json(a)::text as line from console.audit_log a order by seq",
  );
  expect(entries.map((entry) => entry.action)).toEqual(["host.allowed", "webhook.created"]);
  expect(entries.some((entry) => entry.line.includes(secret))).toBe(false);
});
