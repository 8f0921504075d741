import { expect, test } from "vitest";
import { NewApiKey } from "~/features/access/api-key-form";
import { listApiKeys } from "~/features/access/api-key-list.server";
import { createApiKey as createKey, revokeApiKey, rotateApiKey } from "~/features/access/update-api-key.server";
import { forgetApiKeys, requireBot } from "~/platform/api-key.server";
import type { Scope } from "~/platform/permissions";
import { requireKey } from "~/platform/session.server";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { get } from "../setup/request";

function use(key: string, scope: Scope = "turns:read", clientAddress = "192.0.2.1") {
  const { request, context } = get("/api/v1/turns", { key, context: { clientAddress } });
  return requireKey(request, context, scope);
}
const input = (changes = {}) => NewApiKey.parse({ name: "Runtime", scopes: ["turns:read"], ...changes });
const refused = { code: "unauthenticated" };

test("a key is shown once, stored as a hash, and known by its first and last letters", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  const { key, id } = await createKey(actor, input());
  expect(key).toMatch(/^whk_[\w-]{43}$/);
  const { rows } = await database.owner.query("select * from console.api_keys");
  expect(JSON.stringify(rows)).not.toContain(key);
  const entries = await database.owner.query("select * from console.audit_log");
  expect(JSON.stringify(entries.rows)).not.toContain(key);
  const [row] = await listApiKeys();
  expect(row).toMatchObject({ id, shown: `${key.slice(0, 8)}…${key.slice(-4)}`, source: "Runtime", state: "active" });
  expect(await use(key)).toMatchObject({ kind: "key", id, bots: null, source: "Runtime" });
});

test("unknown, malformed, expired and revoked keys are all answered alike", async () => {
  await using database = await testDatabase();
  const expired = await createApiKey(database.prisma, { expiresAt: new Date(Date.now() - 1) });
  const revoked = await createApiKey(database.prisma, { revokedAt: new Date() });
  for (const key of [expired.key, revoked.key, "whk_unknown", "nonsense", "", `whk_${"x".repeat(5000)}`])
    await expect(use(key)).rejects.toMatchObject(refused);
});

test("a key does what its scopes say and no more, for its bots and no others", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  const { key } = await createKey(actor, input({ bots: "nova, atlas" }));
  await expect(use(key, "turns:write")).rejects.toMatchObject({ code: "forbidden", details: { scope: "turns:write" } });
  const found = await use(key);
  expect(() => requireBot(found, "nova")).not.toThrow();
  expect(() => requireBot(found, "other")).toThrow();
});

test("a key with an address list works from there only", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  const { key } = await createKey(actor, input({ addresses: "10.0.0.0/8 2001:db8::1" }));
  await use(key, "turns:read", "10.9.8.7");
  await use(key, "turns:read", "2001:db8::1");
  await expect(use(key, "turns:read", "192.0.2.1")).rejects.toMatchObject(refused);
});

test("a rotated key works beside its successor for the overlap, and then no more", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  const old = await createKey(actor, input({ expiresInDays: "30" }));
  const next = await rotateApiKey(actor, old.id, 24);
  expect(await use(old.key)).toMatchObject({ id: old.id });
  expect(await use(next.key)).toMatchObject({ id: next.id, scopes: ["turns:read"] });
  await database.owner.query(
    "update console.api_keys set expires_at = expires_at - interval '24 hours' where id = $1",
    [old.id],
  );
  forgetApiKeys();
  await expect(use(old.key)).rejects.toMatchObject(refused);
  await use(next.key);
  await expect(rotateApiKey(actor, old.id, 24)).rejects.toMatchObject({ code: "conflict" });
  await revokeApiKey(actor, next.id);
  await expect(use(next.key)).rejects.toMatchObject(refused);
});

test("a key that another process revokes is refused within a second", async () => {
  await using database = await testDatabase();
  const { actor } = await signedIn(database.prisma, "admin");
  const { id, key } = await createKey(actor, input());
  await use(key);
  await database.owner.query("update console.api_keys set revoked_at = now() where id = $1", [id]);
  const revokedAt = performance.now();
  while (
    await use(key).then(
      () => true,
      () => false,
    )
  )
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(performance.now() - revokedAt).toBeLessThan(1_000);
});

test("last use is written once a minute, not at every call", async () => {
  await using database = await testDatabase();
  const { key, row } = await createApiKey(database.prisma);
  await Promise.all(Array.from({ length: 10 }, () => use(key)));
  await expect
    .poll(async () => (await database.prisma.apiKey.findUniqueOrThrow({ where: { id: row.id } })).lastUsedAt)
    .not.toBeNull();
  await database.prisma.apiKey.update({ where: { id: row.id }, data: { lastUsedAt: null } });
  await use(key);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await database.prisma.apiKey.findUniqueOrThrow({ where: { id: row.id } })).lastUsedAt).toBeNull();
});

test("a form with a wrong scope, bot, source or address is refused field by field", () => {
  const parsed = NewApiKey.safeParse({
    name: " ",
    scopes: ["everything"],
    bots: "a b/c",
    source: "a b",
    addresses: "10.0.0.0/99",
  });
  const fields = parsed.error!.issues.map((issue) => issue.path[0]);
  expect(new Set(fields)).toEqual(new Set(["name", "scopes", "bots", "source", "addresses"]));
});
