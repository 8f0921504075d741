import { expect, test } from "vitest";
import { AppError } from "./errors";

test("an error carries the status of its code", () => {
  expect(new AppError("rate_limited", "Slow down").status).toBe(429);
  expect(new AppError("cursor_expired", "Start again").status).toBe(410);
});
