import { expect, test } from "vitest";
import { transaction } from "~/data/postgres.server";
import { openAlert, openAlertKeys, resolveAlert } from "~/platform/alerts.server";
import { testDatabase } from "../setup/database";

const disk = { key: "disk:data", severity: "warning", title: "The disk is 81 % full" } as const;

test("twenty that report one cause at once open one alert", async () => {
  await using database = await testDatabase();
  const opened = await Promise.all(Array.from({ length: 20 }, () => openAlert(disk)));
  expect(opened.filter((each) => each.isNew)).toHaveLength(1);
  expect(new Set(opened.map((each) => each.id)).size).toBe(1);
  const rows = await database.prisma.alert.findMany();
  expect(rows).toMatchObject([{ key: "disk:data", times: 20, resolvedAt: null }]);
});

test("a resolved alert stays, and the same cause opens a new one", async () => {
  await using database = await testDatabase();
  expect(await resolveAlert("disk:data")).toBe(false);
  const first = await openAlert(disk);
  expect(await openAlertKeys("disk:")).toEqual(["disk:data"]);
  expect(await resolveAlert("disk:data")).toBe(true);
  const second = await openAlert(disk);
  expect(second).toMatchObject({ isNew: true });
  expect(second.id).not.toBe(first.id);
  expect(await database.prisma.alert.count()).toBe(2);
});

test("an open alert takes on what its cause says now", async () => {
  await using database = await testDatabase();
  await openAlert(disk);
  await openAlert({ ...disk, severity: "error", title: "The disk is 96 % full" });
  expect(await database.prisma.alert.findMany()).toMatchObject([{ severity: "error", title: "The disk is 96 % full" }]);
});

test("an alert of a transaction that fails was never there, nor was its webhook", async () => {
  await using database = await testDatabase();
  await database.owner.query(
    "insert into console.webhook_endpoints (id, name, url, events, secret) values (gen_random_uuid(), 'x', 'http://x', '{*}', '')",
  );
  const failing = transaction(async (sql) => {
    await openAlert(disk, sql);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await database.prisma.alert.count()).toBe(0);
  expect(await database.prisma.webhookDelivery.count()).toBe(0);
  await openAlert(disk);
  await openAlert(disk);
  expect(await database.prisma.webhookDelivery.count()).toBe(1);
});
