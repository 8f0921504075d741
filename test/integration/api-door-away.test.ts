import type { ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { withErrorMapping } from "~/platform/error-mapping.server";
import * as me from "~/routes/api/me";
import { closePrisma } from "~/data/console/prisma.server";
import { get } from "../setup/request";

test("while the database is away a program is told 503 and when to come back", async () => {
  // Outside of testDatabase() nothing answers at the address of the database.
  const build = withErrorMapping({
    routes: { me: { id: "me", path: "api/v1/me", module: me } },
  } as unknown as ServerBuild);
  const { loader } = build.routes.me!.module;
  const answer = (await Promise.resolve(loader!(get("/api/v1/me", { key: `whk_${"a".repeat(43)}` }))).catch(
    (thrown: unknown) => thrown,
  )) as Response;
  await closePrisma();
  expect(answer.status).toBe(503);
  expect(answer.headers.get("Retry-After")).toBe("5");
  expect(await answer.json()).toMatchObject({ error: { code: "unavailable" } });
});
