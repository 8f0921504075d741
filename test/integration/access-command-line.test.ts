import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runCli } from "~/cli.server";
import { env } from "~/config/env.server";
import { openLink } from "~/features/access/open-link.server";
import { signIn } from "~/features/access/sign-in.server";
import { requireKey } from "~/platform/session.server";
import { createUser } from "../factories/user";
import { testDatabase } from "../setup/database";
import { get } from "../setup/request";

const from = { address: "192.0.2.1", userAgent: "test", requestId: "r" };

async function run(line: string[], stdin = "") {
  let out = "";
  let error = "";
  const code = await runCli(line, {
    out: (text) => void (out += text),
    error: (text) => void (error += text),
    stdin: async () => stdin,
  });
  return { code, out, error };
}

test("user create takes the password from standard input, and the person signs in with it", async () => {
  await using database = await testDatabase();
  const line = ["user", "create", "--email", "Ada@Example.org", "--role", "editor", "--password-stdin"];
  expect(await run(line, "the brass wheel turns")).toMatchObject({ code: 0, error: "" });
  expect(await signIn({ email: "ada@example.org", password: "the brass wheel turns" }, from)).toHaveProperty("session");
  expect(await run(line, "the brass wheel turns")).toMatchObject({ code: 1, out: "" });
  const { rows } = await database.owner.query("select actor_name, action from console.audit_log order by seq limit 1");
  expect(rows).toEqual([{ actor_name: "Command line", action: "user.created" }]);
});

test("link prints one sign-in link that works", async () => {
  await using database = await testDatabase();
  const user = await createUser(database.prisma);
  const { code, out } = await run(["link", "--email", user.email!]);
  expect(code).toBe(0);
  expect(out).toMatch(/^http:\/\/\S+\/sign-in\/link\?token=[\w-]{43}\n$/);
  expect(await openLink(new URL(out.trim()).searchParams.get("token")!, from)).not.toBeNull();
});

test("key create prints the key alone", async () => {
  await using database = await testDatabase();
  expect(database.url).toBeTruthy();
  const { code, out } = await run([
    ...["key", "create", "--name", "CI", "--scopes", "turns:write,turns:read", "--bot", "nova,atlas"],
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/^whk_[\w-]{43}\n$/);
  const { request, context } = get("/api/v1/turns", { key: out.trim() });
  expect(await requireKey(request, context, "turns:write")).toMatchObject({ bots: ["nova", "atlas"], source: "CI" });
});

test.each([
  [["nonsense"], /There is no command "nonsense"/],
  [[], /No command was given/],
  [["user", "create", "--role", "admin"], /standard input/],
  [["user", "create", "--email", "x", "--role", "admin", "--password-stdin"], /not an e-mail address/],
  [["user", "create", "--email", "a@b.test", "--role", "king", "--password-stdin"], /The role is one of/],
  [["link", "--email", "nobody@b.test"], /Nobody here/],
  [["link"], /missing/],
  [["key", "create", "--name", "K", "--scopes", "turns:fly"], /turns:fly/],
  [["key", "create", "--name", "K"], /at least one scope/],
  [["key", "create", "--colour", "red"], /--colour/],
])("%j fails with one clear line", async (line, reason) => {
  await using database = await testDatabase();
  expect(database.url).toBeTruthy();
  const { code, out, error } = await run(line, "the brass wheel turns");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(error).toMatch(reason);
  expect(error.trim().split("\n")).toHaveLength(1);
});

test("secrets rotate puts a new key in front and keeps the old one", async () => {
  await using database = await testDatabase();
  expect(database.url).toBeTruthy();
  const file = path.join(env().DATA_DIR, "secrets.json");
  fs.mkdirSync(env().DATA_DIR, { recursive: true });
  const first = { id: "first", key: Buffer.alloc(32, 1).toString("base64"), created_at: new Date().toISOString() };
  fs.writeFileSync(file, JSON.stringify({ keys: [first], cms: "kept" }), { mode: 0o600 });
  expect(await run(["secrets", "rotate"])).toMatchObject({ code: 0, out: expect.stringMatching(/^0 secrets now/) });
  const after = JSON.parse(fs.readFileSync(file, "utf8")) as { keys: { id: string }[]; cms: string };
  expect(after.keys.map((key) => key.id)).toEqual([expect.not.stringMatching("first"), "first"]);
  expect(after.cms).toBe("kept");
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  fs.rmSync(file);
});
