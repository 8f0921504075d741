import type { Page } from "@playwright/test";
import { withConnection } from "../../scripts/database/connection.mjs";
import { readDatabaseFile, urlFor } from "../../scripts/database/database.mjs";
import { webhookReceiver } from "../fakes/webhook-receiver";
import { expect, test } from "./setup/fixtures";

async function inDatabase(statement: string): Promise<void> {
  const file = readDatabaseFile(process.env.E2E_DATA_DIR ?? "");
  if (!file) throw new Error("The product under test has no database.json");
  await withConnection(urlFor(file, "owner"), (client) => client.query(statement));
}

async function makeWebhook(admin: Page, url: string): Promise<string> {
  await admin.goto("/webhooks/new");
  await admin.getByLabel("Name").fill("Pager");
  await admin.getByLabel("Address").fill(url);
  await admin.getByRole("button", { name: "Create the webhook" }).click();
  const secret = await admin.getByLabel("Command", { exact: true }).innerText();
  expect(secret).toMatch(/^whsec_/);
  await admin.getByRole("link", { name: "I have kept it" }).click();
  await expect(admin).toHaveURL(/\/webhooks\/[0-9a-f-]{36}$/);
  return secret;
}

test("a webhook to a private host waits until that host is allowed, and its test then arrives", async ({ as }) => {
  await using receiver = await webhookReceiver();
  const admin = await as("admin");
  await makeWebhook(admin, receiver.url);
  const page = admin.url();
  const sendTest = async () => {
    await admin.getByRole("button", { name: "Send a test" }).click();
    await expect(admin.getByRole("status").filter({ hasText: "A test is on its way" })).toBeVisible();
  };
  await sendTest();
  await expect(admin.getByText("is this machine itself")).toBeVisible();
  await admin.goto("/webhooks/hosts");
  await admin.getByLabel("Host", { exact: true }).fill(`127.0.0.1:${receiver.port}`);
  await admin.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(admin.getByRole("button", { name: `Remove 127.0.0.1:${receiver.port}` })).toBeVisible();
  await admin.goto(page);
  await sendTest();
  await expect(admin.getByText("Delivered").first()).toBeVisible();
  expect(receiver.received[0]?.headers["wheelhouse-event"]).toBe("webhook.test");
  await admin.getByRole("button", { name: "Delete" }).click();
  await admin.getByLabel("Type Pager to confirm").fill("Pager");
  await admin.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(admin).toHaveURL(/\/webhooks$/);
});

test("the bell of an open page rings by itself, and falls silent when somebody looks after the alert", async ({
  as,
}) => {
  const page = await as("operator");
  await page.goto("/health");
  await expect(page.getByRole("button", { name: /open alert/i })).toBeVisible();
  await inDatabase(`insert into console.alerts (id, key, severity, title)
    values (gen_random_uuid(), 'e2e:bell', 'error', 'The bell is tested'); select pg_notify('wheelhouse_changes', '')`);
  await expect(page.getByRole("button", { name: /^\d+ open alerts?$/ })).toBeVisible();
  await page.goto("/alerts?q=e2e:bell");
  await page.getByRole("row").filter({ hasText: "The bell is tested" }).click();
  await page.getByRole("button", { name: "I look after it" }).click();
  await expect(page.getByText("Looked after", { exact: true }).first()).toBeVisible();
  await inDatabase("update console.alerts set resolved_at = now() where key = 'e2e:bell'");
});

test("a planned job can be run now, and stands in the history", async ({ as }) => {
  const page = await as("operator");
  await page.goto("/jobs/schedule");
  await page.getByRole("button", { name: /^Run now: Forget old runs/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "The job is in the queue" })).toBeVisible();
  await expect(async () => {
    await page.goto("/jobs/history?task=history.prune");
    await expect(page.getByText("Done").first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
});
