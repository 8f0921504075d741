import { expect, test } from "vitest";
import { uuid } from "./uuid.server";

test("ids made later sort later and are version 7", () => {
  const a = uuid(1_700_000_000_000);
  const b = uuid(1_700_000_000_001);
  expect(a < b).toBe(true);
  expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("ids made in the same millisecond differ", () => {
  const ids = new Set(Array.from({ length: 1000 }, () => uuid(1_700_000_000_000)));
  expect(ids.size).toBe(1000);
});
