import { expect, test } from "vitest";
import * as z from "zod/mini";
import { decodeCursor, encodeCursor } from "./cursor";
import { changeParams, parseParams, patchParams, printParams, searchHref } from "./search-params";

const Filters = z.object({
  status: z._default(z.enum(["any", "ok", "error"]), "any"),
  bot: z._default(z.array(z.string().check(z.minLength(1))), []),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  tools: z.optional(z.stringbool()),
});

test("an address reads as the schema says, and a bad value falls away", () => {
  const params = new URLSearchParams("status=what&bot=nova&bot=&bot=snark&bot=nova&limit=9999&tools=true&other=1");
  expect(parseParams(Filters, params)).toEqual({ status: "any", bot: ["nova", "snark"], limit: 50, tools: true });
  expect(parseParams(Filters, new URLSearchParams())).toEqual({ status: "any", bot: [], limit: 50, tools: undefined });
});

test("only what differs from the defaults is written, in the order of the schema", () => {
  const written = printParams(Filters, { limit: 20, bot: ["b", "a"], status: "ok", tools: false });
  expect(written.toString()).toBe("status=ok&bot=b&bot=a&limit=20&tools=false");
  expect(printParams(Filters, parseParams(Filters, new URLSearchParams("status=any&limit=50"))).toString()).toBe("");
});

test("writing and reading give the same value", () => {
  const value = { status: "error" as const, bot: ["a b", "ø&="], limit: 7, tools: true };
  expect(parseParams(Filters, new URLSearchParams(printParams(Filters, value).toString()))).toEqual(value);
});

test("a change keeps foreign parameters and forgets what the schema refuses", () => {
  const params = new URLSearchParams("peek=x&limit=abc&status=ok");
  expect(changeParams(Filters, params, { bot: ["nova"] }).toString()).toBe("status=ok&bot=nova&peek=x");
});

test("a patch sets, replaces and removes", () => {
  const params = new URLSearchParams("a=1&b=2&b=3");
  expect(patchParams(params, { a: null, b: "4", c: ["5", "6"] }).toString()).toBe("b=4&c=5&c=6");
  expect(searchHref(new URLSearchParams(), "/list")).toBe("/list");
  expect(searchHref(patchParams(params, { b: null }), "/list")).toBe("/list?a=1");
});

test("a field that cannot be unset is refused at once", () => {
  expect(() => parseParams(z.object({ id: z.string() }), new URLSearchParams())).toThrow('"id"');
});

test("a cursor keeps microseconds and any text, and serves only the order that wrote it", () => {
  const parts = ["2026-11-20 09:30:00.123456+00", "turn_ø😀"];
  const cursor = encodeCursor("-started_at", parts);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeCursor("-started_at", cursor, 2)).toEqual(parts);
  expect(decodeCursor("latency", cursor, 2)).toBeNull();
  expect(decodeCursor("-started_at", cursor, 1)).toBeNull();
  for (const bad of [null, "", "x", "%%%", `${cursor}AA`, "e30", "a".repeat(3000)]) {
    expect(decodeCursor("-started_at", bad, 2)).toBeNull();
  }
});
