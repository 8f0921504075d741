import { expect, test } from "vitest";
import { readSettings } from "./settings.mjs";

test("nothing needs to be set", () => {
  expect(readSettings({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    publicUrl: "http://127.0.0.1:3000",
    databaseUrl: undefined,
    cms: true,
    jobs: true,
    sample: true,
  });
});

test("an empty value means not set", () => {
  expect(readSettings({ PORT: "", DATABASE_URL: "", CMS: "", PUBLIC_URL: " " })).toEqual(readSettings({}));
});

test("sample data is on only with the embedded database, a CMS elsewhere is not started here", () => {
  const settings = readSettings({ DATABASE_URL: "postgres://a@b/c", CMS_URL: "http://cms:1337" });
  expect(settings).toMatchObject({ sample: false, cms: false, cmsUrl: "http://cms:1337" });
});

test("every bad value is named at once", () => {
  const wrong = {
    PORT: "70000",
    HOST: "a b",
    DATABASE_URL: "mysql://x",
    CMS: "yes",
    SECRET_KEY: "short",
    PUBLIC_URL: "here",
  };
  for (const name of Object.keys(wrong)) expect(() => readSettings(wrong)).toThrow(name);
});

test("the address for people is one they can open", () => {
  expect(readSettings({ HOST: "0.0.0.0", PORT: "80" }).publicUrl).toBe("http://localhost:80");
  expect(readSettings({ HOST: "::1" }).publicUrl).toBe("http://[::1]:3000");
  expect(readSettings({ PUBLIC_URL: "https://bots.example.org/" }).publicUrl).toBe("https://bots.example.org");
});
