import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "~/lib/errors";
import { list, ListQuery, MAX_BODY_BYTES, parseJson, parseQuery } from "./api.server";

const Body = z.object({ name: z.string() });

function call(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request("http://x/api/v1/things", {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

async function codeOf(request: Request): Promise<string> {
  try {
    await parseJson(request, Body);
    return "ok";
  } catch (error) {
    return error instanceof AppError ? error.code : "bug";
  }
}

test("a body is JSON in UTF-8, plain or zipped", async () => {
  expect(await parseJson(call('{"name":"a"}'), Body)).toEqual({ name: "a" });
  const zipped = call(gzipSync('{"name":"ü"}'), { "Content-Encoding": "gzip" });
  expect(await parseJson(zipped, Body)).toEqual({ name: "ü" });
  expect(await codeOf(call('{"name":"a"}', { "Content-Type": "application/vnd.x+json; charset=utf-8" }))).toBe("ok");
});

test("each fault of a body has its own code", async () => {
  expect(await codeOf(call("{"))).toBe("invalid");
  expect(await codeOf(call("[1]"))).toBe("invalid");
  expect(await codeOf(call(Buffer.from([0x22, 0xff, 0x22])))).toBe("invalid");
  expect(await codeOf(call("not zipped", { "Content-Encoding": "gzip" }))).toBe("invalid");
  expect(await codeOf(call("{}", { "Content-Type": "text/plain" }))).toBe("unsupported");
  expect(await codeOf(call("{}", { "Content-Encoding": "br" }))).toBe("unsupported");
  expect(await codeOf(call(" ".repeat(MAX_BODY_BYTES + 1)))).toBe("too_large");
});

test("a small body that unzips to a huge one is refused", async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
  expect(bomb.length).toBeLessThan(100_000);
  expect(await codeOf(call(bomb, { "Content-Encoding": "gzip" }))).toBe("too_large");
});

test("a problem names its field", async () => {
  await expect(parseJson(call('{"name":1}'), Body)).rejects.toMatchObject({
    code: "invalid",
    details: { fields: { name: expect.stringContaining("string") as string } },
  });
});

test("a bad parameter or a larger limit is a 400", () => {
  const read = (search: string) => parseQuery(new Request(`http://x/api/v1/things?${search}`), ListQuery);
  expect(read("limit=200")).toEqual({ limit: 200 });
  for (const search of ["limit=201", "limit=0", "limit=many", "limit=1.5"])
    expect(() => read(search)).toThrow(AppError);
});

test("a page names the next one only when there is one", () => {
  expect(list([1, 2, 3], 2, String)).toEqual({ data: [1, 2], next_cursor: "2" });
  expect(list([1, 2], 2, String)).toEqual({ data: [1, 2], next_cursor: null });
  expect(list([], 2, String)).toEqual({ data: [], next_cursor: null });
});
