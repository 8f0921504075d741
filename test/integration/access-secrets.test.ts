import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { COMMAND_LINE } from "~/platform/audit.server";
import { createKeyring } from "~/platform/keyring.server";
import { rotateSecrets, SEALED_COLUMNS } from "~/platform/rotate-secrets.server";
import { seal, unseal } from "~/platform/secret-box.server";
import { uuid } from "~/lib/uuid.server";
import { testDatabase, type TestDatabase } from "../setup/database";

const COUNT = 10_000;
const columns = SEALED_COLUMNS.filter(({ table }) => table === "console.users");
const placeOf = (row: string) => ({ table: "console.users", row, column: "totp_secret" });

function secretsFile(): { file: string } & Disposable {
  const directory = mkdtempSync(path.join(tmpdir(), "wheelhouse-keys-"));
  const file = path.join(directory, "secrets.json");
  const key = { id: "old", key: Buffer.alloc(32, 1).toString("base64"), created_at: "" };
  writeFileSync(file, JSON.stringify({ keys: [key] }));
  return { file, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

async function fill(database: TestDatabase, file: string): Promise<string[]> {
  const ring = createKeyring(file);
  const ids = Array.from({ length: COUNT }, () => uuid());
  await database.sql.query(
    `insert into console.users (id, name, role, totp_secret)
     select id::uuid, id, 'viewer', sealed from unnest($1::text[], $2::text[]) as t (id, sealed)`,
    [ids, ids.map((id) => seal(`secret of ${id}`, placeOf(id), ring))],
  );
  return ids;
}

/** Another copy of the console, which reads and writes secrets all the time. */
async function traffic(database: TestDatabase, file: string, ids: string[], goOn: () => boolean): Promise<number> {
  const ring = createKeyring(file);
  let done = 0;
  for (; goOn(); done++) {
    const id = ids[Math.floor(Math.random() * ids.length)]!;
    const { rows } = await database.sql.query<{ sealed: string }>(
      "select totp_secret as sealed from console.users where id = $1",
      [id],
    );
    expect(unseal(rows[0]!.sealed, placeOf(id), ring)).toMatch(`of ${id}`);
    if (done % 4 === 0)
      await database.sql.query("update console.users set totp_secret = $2 where id = $1", [
        id,
        seal(`newer secret of ${id}`, placeOf(id), ring),
      ]);
  }
  return done;
}

test("ten thousand secrets get a new key under traffic, without one error", { timeout: 60_000 }, async () => {
  await using database = await testDatabase();
  using secrets = secretsFile();
  const ids = await fill(database, secrets.file);
  let rotating = true;
  const busy = [1, 2].map(() => traffic(database, secrets.file, ids, () => rotating));
  const ring = createKeyring(secrets.file);
  const rotation = await rotateSecrets(COMMAND_LINE, { ring, columns });
  rotating = false;
  const done = await Promise.all(busy);
  expect(Math.min(...done)).toBeGreaterThan(10);
  expect(rotation.unreadable).toBe(0);
  // What the traffic wrote anew meanwhile has the new key already and needs no rotation.
  expect(rotation.resealed + done.reduce((sum, each) => sum + each)).toBeGreaterThanOrEqual(COUNT);
  const { rows } = await database.sql.query<{ id: string; sealed: string }>(
    "select id, totp_secret as sealed from console.users",
  );
  expect(rows.filter(({ sealed }) => !sealed.startsWith(`1:${rotation.keyId}:`))).toHaveLength(0);
  for (const { id, sealed } of rows) expect(unseal(sealed, placeOf(id), ring)).toMatch(`of ${id}`);
});

test("of two rotations at once one is refused, and no key is lost", async () => {
  await using database = await testDatabase();
  using secrets = secretsFile();
  expect(database.url).toBeTruthy();
  const rotate = () => rotateSecrets(COMMAND_LINE, { ring: createKeyring(secrets.file), columns });
  const results = await Promise.allSettled([rotate(), rotate(), rotate()]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a value that no key here opens is left as it is and counted", async () => {
  await using database = await testDatabase();
  using secrets = secretsFile();
  const id = uuid();
  await database.sql.query("insert into console.users (id, name, role, totp_secret) values ($1, 'x', 'viewer', $2)", [
    id,
    "1:lost:aaaa:bbbb:cccc",
  ]);
  const { unreadable, resealed } = await rotateSecrets(COMMAND_LINE, { ring: createKeyring(secrets.file), columns });
  expect({ unreadable, resealed }).toEqual({ unreadable: 1, resealed: 0 });
});

test("every column that holds sealed text is in the list of the rotation", async () => {
  await using database = await testDatabase();
  const { rows } = await database.owner.query<{ name: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'console' and column_name ~ '(^|_)(secret|sealed)(_|$)' and data_type = 'text'`,
  );
  const listed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  expect(rows.map((row) => row.name).sort()).toEqual([...listed].sort());
});
