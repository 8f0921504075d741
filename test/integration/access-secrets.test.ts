import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { COMMAND_LINE } from "~/platform/audit.server";
import { createKeyring } from "~/platform/keyring.server";
import { rotateSecrets, SEALED_COLUMNS, sealedRow } from "~/platform/rotate-secrets.server";
import { seal, sealedBy, unseal } from "~/platform/secret-box.server";
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

/** Ten thousand sealed settings and credentials, each bound to its own row. */
async function fillSettings(database: TestDatabase, file: string) {
  const ring = createKeyring(file);
  const settings = Array.from({ length: COUNT / 2 }, (_, n) => ["bot", `bot-${n % 50}`, `provider_connection:${n}`]);
  const placed = (keys: string[]) => ({ table: "runtime.runtime_settings", row: sealedRow(keys), column: "value" });
  await database.sql.query(
    `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_by)
     select 'bot', bot, key, jsonb_build_object('sealed', sealed, 'last_four', ''), 'test'
       from unnest($1::text[], $2::text[], $3::text[]) as t (bot, key, sealed)`,
    [
      settings.map(([, bot]) => bot),
      settings.map(([, , key]) => key),
      settings.map((keys) => seal(`secret of ${keys[2]!}`, placed(keys), ring)),
    ],
  );
  // What is not sealed stands among them.
  await database.sql.query(
    `insert into runtime.runtime_settings (scope_type, scope_id, key, value, updated_by)
     values ('bot', 'bot-1', 'history_tokens', '8000', 'test'), ('bot', 'bot-1', 'provider_connection:x', '{"credential": "y"}', 'test')`,
  );
  const ids = Array.from({ length: COUNT / 2 }, () => uuid());
  const credential = (row: string) => ({ table: "console.credentials", row, column: "secret" });
  await database.sql.query(
    `insert into console.credentials (id, name, kind, secret, created_by)
     select id::uuid, id, 'token', sealed, 'test' from unnest($1::text[], $2::text[]) as t (id, sealed)`,
    [ids, ids.map((id) => seal(`secret of ${id}`, credential(id), ring))],
  );
  return { settings, placed, ids, credential };
}

test(
  "ten thousand sealed settings and credentials get a new key while others read and replace them",
  { timeout: 60_000 },
  async () => {
    await using database = await testDatabase();
    using secrets = secretsFile();
    const { settings, placed, ids, credential } = await fillSettings(database, secrets.file);
    let rotating = true;
    const readAll = async () => {
      const ring = createKeyring(secrets.file);
      let done = 0;
      for (; rotating; done++) {
        const keys = settings[done % settings.length]!;
        const { rows } = await database.sql.query<{ sealed: string }>(
          "select value ->> 'sealed' as sealed from runtime.runtime_settings where scope_id = $1 and key = $2",
          [keys[1], keys[2]],
        );
        expect(unseal(rows[0]!.sealed, placed(keys), ring)).toBe(`secret of ${keys[2]!}`);
        const id = ids[done % ids.length]!;
        if (done % 4 === 0)
          await database.sql.query("update console.credentials set secret = $2 where id = $1", [
            id,
            seal(`secret of ${id}`, credential(id), ring),
          ]);
      }
      return done;
    };
    const busy = readAll();
    const ring = createKeyring(secrets.file);
    const rotation = await rotateSecrets(COMMAND_LINE, { ring });
    rotating = false;
    expect(await busy).toBeGreaterThan(10);
    expect(rotation.unreadable).toBe(0);
    const { rows } = await database.sql.query<{ row: string[]; sealed: string }>(
      `select array[scope_type, scope_id, key] as row, value ->> 'sealed' as sealed from runtime.runtime_settings
      where value ? 'sealed'`,
    );
    expect(rows).toHaveLength(COUNT / 2);
    for (const { row, sealed } of rows) {
      expect(sealedBy(sealed)).toBe(rotation.keyId);
      expect(unseal(sealed, placed(row), ring)).toBe(`secret of ${row[2]!}`);
    }
    const kept = await database.sql.query<{ id: string; secret: string }>("select id, secret from console.credentials");
    for (const { id, secret } of kept.rows) expect(unseal(secret, credential(id), ring)).toBe(`secret of ${id}`);
    // What was written with the old key while the rotation had gone past it is the next one's.
    const left = kept.rows.filter(({ secret }) => sealedBy(secret) !== rotation.keyId).length;
    expect(left).toBeLessThan(await busy);
    const { rows: others } = await database.sql.query(
      "select value from runtime.runtime_settings where not (value ? 'sealed') or jsonb_typeof(value) <> 'object' order by key",
    );
    expect(others).toEqual([{ value: 8000 }, { value: { credential: "y" } }]);
  },
);

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
  const listed = SEALED_COLUMNS.filter(({ part }) => !part).map(({ table, column }) => `${table}.${column}`);
  expect(rows.map((row) => row.name).sort()).toEqual([...listed].sort());
});
