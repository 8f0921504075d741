import { expect, test } from "vitest";
import { loader as meLoader } from "~/routes/api/me";
import { loader as openApiLoader } from "~/routes/api/openapi";
import { action as unknownAction, loader as unknownLoader } from "~/routes/api/unknown";
import { OPERATIONS } from "~/operations.server";
import type { AppError } from "~/lib/errors";
import { createApiKey } from "../factories/api-key";
import { signedIn } from "../factories/user";
import { testDatabase } from "../setup/database";
import { get, sendJson } from "../setup/request";

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: AppError) => `${error.status} ${error.code}`,
  );

test("an unknown key gets 401 at every address, whether it exists or not", async () => {
  await using database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  const { key: revoked } = await createApiKey(database.prisma, { revokedAt: new Date() });
  for (const bad of [undefined, "whk_no", `${key}x`, revoked, "a b"]) {
    const options = bad === undefined ? {} : { key: bad };
    expect(await refusal(meLoader(get("/api/v1/me", options)))).toBe("401 unauthenticated");
    expect(await refusal(openApiLoader(get("/api/v1/openapi.json", options)))).toBe("401 unauthenticated");
    expect(await refusal(unknownLoader(get("/api/v1/nothing", options)))).toBe("401 unauthenticated");
    expect(await refusal(unknownAction(sendJson("DELETE", "/api/v1/me", {}, options)))).toBe("401 unauthenticated");
  }
});

test("a known key gets 404 where nothing is, and is told what an address takes instead", async () => {
  await using database = await testDatabase();
  const { key } = await createApiKey(database.prisma);
  expect(await refusal(unknownLoader(get("/api/v1/nothing", { key })))).toBe("404 not_found");
  await expect(unknownAction(sendJson("PUT", "/api/v1/me", {}, { key }))).rejects.toThrow(
    "There is no PUT here; this address takes GET.",
  );
});

test("a key learns what it is and nothing of its hash", async () => {
  await using database = await testDatabase();
  const expiresAt = new Date(Date.now() + 86_400_000);
  const { key, row } = await createApiKey(database.prisma, {
    name: "Discord",
    scopes: ["turns:write"],
    bots: ["nova"],
    source: "discord",
    expiresAt,
  });
  const answer = await meLoader(get("/api/v1/me", { key }));
  expect(await answer.json()).toEqual({
    id: row.id,
    name: "Discord",
    scopes: ["turns:write"],
    bots: ["nova"],
    source: "discord",
    expires_at: expiresAt.toISOString(),
  });
});

test("the OpenAPI document describes every operation, and a person may read it too", async () => {
  await using database = await testDatabase();
  const { cookie } = await signedIn(database.prisma, "viewer");
  const answer = await openApiLoader(get("/api/v1/openapi.json", { cookie }));
  const document = (await answer.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
  expect(document.openapi).toBe("3.1.0");
  for (const { path, method } of OPERATIONS) expect(document.paths[path]).toHaveProperty(method.toLowerCase());
  expect(JSON.stringify(document)).not.toContain("$schema");
});
