import { expect, test } from "vitest";
import { requireKey, requireUser } from "~/platform/session.server";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { get } from "../setup/request";

test("a signed-in person of the factory is let in by the product's own check", async () => {
  await using database = await testDatabase();
  const { user, cookie, actor } = await signedIn(database.prisma, "editor");
  const { request, context } = get("/", { cookie });
  const found = await requireUser(request, context, "jobs:write");
  expect(found).toEqual({ ...actor, requestId: context.requestId });
  expect(found.id).toBe(user.id);
});

test("a key of the factory is let in by the product's own check", async () => {
  await using database = await testDatabase();
  const { key, row } = await createApiKey(database.prisma, { bots: ["nova"] });
  const { request, context } = get("/api/v1/turns", { key });
  expect(await requireKey(request, context, "turns:read")).toMatchObject({ id: row.id, bots: ["nova"] });
});
