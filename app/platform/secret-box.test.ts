import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createKeyring } from "./keyring.server";
import { seal, sealedBy, unseal } from "./secret-box.server";

const place = { table: "console.users", row: "1", column: "totp_secret" };

function secretsFile(...ids: string[]) {
  const directory = mkdtempSync(path.join(tmpdir(), "wheelhouse-keys-"));
  const file = path.join(directory, "secrets.json");
  const keys = ids.map((id, i) => ({ id, key: Buffer.alloc(32, i + 1).toString("base64"), created_at: "" }));
  writeFileSync(file, JSON.stringify({ keys, cms: "kept" }));
  return { file, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

test("what is sealed opens in its own place and nowhere else", () => {
  using secrets = secretsFile("a");
  const ring = createKeyring(secrets.file);
  const sealed = seal("naïve ☃", place, ring);
  expect(sealed).toMatch(/^1:a:[\w-]{16}:[\w-]+:[\w-]{22}$/);
  expect(unseal(sealed, place, ring)).toBe("naïve ☃");
  for (const other of [{ row: "2" }, { column: "name" }, { table: "console.keys" }])
    expect(() => unseal(sealed, { ...place, ...other }, ring)).toThrow(/cannot be read/);
});

test("a sealed text that was altered anywhere does not open", () => {
  using secrets = secretsFile("a", "b");
  const ring = createKeyring(secrets.file);
  const parts = seal("secret", place, ring).split(":");
  for (let i = 0; i < parts.length; i++) {
    const altered = parts.with(i, i === 1 ? "b" : (parts[i]!.startsWith("A") ? "B" : "A") + parts[i]!.slice(1));
    expect(() => unseal(altered.join(":"), place, ring)).toThrow(/cannot be read/);
  }
  for (const nonsense of ["", "1:a", "1:a:::", "plain text"]) expect(() => unseal(nonsense, place, ring)).toThrow();
  const shortTag = parts.with(4, parts[4]!.slice(0, 6)).join(":");
  expect(() => unseal(shortTag, place, ring)).toThrow(/cannot be read/);
});

test("a key that another process added is found without a restart", () => {
  using secrets = secretsFile("a");
  const ours = createKeyring(secrets.file);
  const theirs = createKeyring(secrets.file);
  const old = seal("old", place, ours);
  const { id } = theirs.addKey();
  const sealed = seal("new", place, theirs);
  expect(sealedBy(sealed)).toBe(id);
  expect(unseal(sealed, place, ours)).toBe("new");
  expect(sealedBy(seal("newer", place, ours))).toBe(id);
  expect(unseal(old, place, ours)).toBe("old");
  expect(JSON.parse(readFileSync(secrets.file, "utf8"))).toMatchObject({ cms: "kept" });
  expect(statSync(secrets.file).mode & 0o777).toBe(0o600);
});

test("SECRET_KEY stands before the file's keys, and another value is another key", () => {
  using secrets = secretsFile("a");
  const file = createKeyring(secrets.file);
  const one = createKeyring(secrets.file, "one secret, long enough to be taken");
  const two = createKeyring(secrets.file, "two secrets, long enough to be taken");
  const sealed = seal("x", place, one);
  expect(unseal(seal("y", place, file), place, one)).toBe("y");
  for (const ring of [file, two]) expect(() => unseal(sealed, place, ring)).toThrow(/cannot be read/);
});
