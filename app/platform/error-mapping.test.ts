import { expect, test } from "vitest";
import { AppError } from "~/lib/errors";
import { errorResponse, isDatabaseAway } from "./error-mapping.server";

test("an error of the machine interface has the contract's shape and says when to come back", async () => {
  const answer = errorResponse(new AppError("rate_limited", "Slow down", { retry_after_s: 1.2 }), "r1", true);
  expect(answer.status).toBe(429);
  expect(answer.headers.get("Retry-After")).toBe("2");
  expect(await answer.json()).toEqual({
    error: { code: "rate_limited", message: "Slow down", request_id: "r1", details: { retry_after_s: 1.2 } },
  });
});

test("a database that is away is told apart from a bug, however deep it stands", () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  expect(isDatabaseAway(refused)).toBe(true);
  expect(isDatabaseAway(new Error("query failed", { cause: refused }))).toBe(true);
  expect(isDatabaseAway(Object.assign(new Error("shutdown"), { code: "57P01" }))).toBe(true);
  expect(isDatabaseAway(Object.assign(new Error("syntax"), { code: "42601" }))).toBe(false);
  expect(isDatabaseAway(new TypeError("undefined is not a function"))).toBe(false);
  expect(isDatabaseAway("no error")).toBe(false);
});
