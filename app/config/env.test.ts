import { expect, test } from "vitest";
import { readEnv } from "./env.server";

test("every bad key is named at once", () => {
  const read = () => readEnv({ DATABASE_URL: "mysql://x", PORT: "99999", SECRET_KEY: "short" });
  expect(read).toThrow(/PORT/);
  expect(read).toThrow(/DATABASE_URL/);
  expect(read).toThrow(/SECRET_KEY/);
});

test("an empty value counts as absent", () => {
  const values = readEnv({ DATABASE_URL: "postgres://h/d", CMS_URL: "", JOBS: "" });
  expect(values.CMS_URL).toBeUndefined();
  expect(values.JOBS).toBe(true);
});

test("the public address follows host and port unless it is set", () => {
  expect(readEnv({ DATABASE_URL: "postgres://h/d", PORT: "3100" }).publicUrl).toBe("http://127.0.0.1:3100");
  expect(readEnv({ DATABASE_URL: "postgres://h/d", HOST: "0.0.0.0" }).publicUrl).toBe("http://localhost:3000");
  expect(readEnv({ DATABASE_URL: "postgres://h/d", PUBLIC_URL: "https://w.test/" }).publicUrl).toBe("https://w.test");
});
