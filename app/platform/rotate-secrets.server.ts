import { transaction, type Sql } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { audit, type Actor } from "./audit.server";
import { keyring, type Keyring, type SecretKey } from "./keyring.server";
import { sealWith, unseal } from "./secret-box.server";

/** Where sealed text stands: its row by its key, and within a column of JSON the part that holds it. */
export type SealedColumn = { table: string; keys: readonly [string, ...string[]]; column: string; part?: string };

/** Every column that holds sealed text. One that is missing here keeps its old key for ever. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "console.users", keys: ["id"], column: "totp_secret" },
  { table: "console.webhook_endpoints", keys: ["id"], column: "secret" },
  { table: "console.credentials", keys: ["id"], column: "secret" },
  { table: "runtime.runtime_settings", keys: ["scope_type", "scope_id", "key"], column: "value", part: "sealed" },
];

/** The row that a value is bound to. */
export function sealedRow(keys: readonly string[]): string {
  return keys.length === 1 ? keys[0]! : JSON.stringify(keys);
}

const BATCH = 200;

type Run = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
type Options = {
  ring?: Keyring;
  run?: Run;
  columns?: readonly SealedColumn[];
  /** Seal with the file's newest key although SECRET_KEY is set: the way to change SECRET_KEY. */
  toFile?: boolean;
};
export type Rotation = { keyId: string; resealed: number; unreadable: number };

/**
 * Adds a key and seals everything again with it, in small batches, while the console runs. A value that somebody
 * writes meanwhile is left as they wrote it and comes up again in the next look; old keys stay, so nothing that a
 * running copy reads becomes unreadable.
 */
export async function rotateSecrets(actor: Actor, options: Options = {}): Promise<Rotation> {
  const { run = transaction } = options;
  // Two at once could each write secrets.json without the other's key, and what that one sealed would be lost.
  return run(async (sql) => {
    const { rows } = await sql.query<{ free: boolean }>("select pg_try_advisory_xact_lock(72707371) as free");
    if (!rows[0]?.free) throw new AppError("conflict", "Secrets are being rotated already.");
    return rotate(actor, options, run);
  });
}

async function rotate(actor: Actor, options: Options, run: Run): Promise<Rotation> {
  const { ring = keyring(), columns = SEALED_COLUMNS } = options;
  const added = ring.addKey();
  const key = options.toFile ? added : ring.current();
  let resealed = 0;
  let unreadable = 0;
  for (const each of columns) {
    for (let after: string[] | null = []; after;) {
      const from: string[] = after;
      const batch = await run((sql) => resealBatch(sql, each, { ring, key, after: from }));
      resealed += batch.resealed;
      unreadable += batch.unreadable;
      after = batch.last;
    }
  }
  await run((sql) =>
    audit(sql, actor, {
      action: "secrets.rotated",
      target: { kind: "secrets", id: key.id, name: `Key ${key.id}` },
      after: { resealed, unreadable },
    }),
  );
  return { keyId: key.id, resealed, unreadable };
}

type Batch = { resealed: number; unreadable: number; last: string[] | null };

/** The next rows that an older key sealed, in the order of their keys. */
async function resealBatch(
  sql: Sql,
  { table, keys, column, part }: SealedColumn,
  { ring, key, after }: { ring: Keyring; key: SecretKey; after: readonly string[] },
): Promise<Batch> {
  const sealed = part ? `${column} ->> '${part}'` : column;
  const place = (first: number) => keys.map((_, i) => `$${first + i}`).join(", ");
  const { rows } = await sql.query<{ row: string[]; sealed: string }>(
    `select array[${keys.map((name) => `${name}::text`).join(", ")}] as row, ${sealed} as sealed from ${table}
     where split_part(${sealed}, ':', 2) <> $1 ${after.length ? `and (${keys.join(", ")}) > (${place(2)})` : ""}
     order by ${keys.join(", ")} limit ${BATCH} for update`,
    [key.id, ...after],
  );
  const set = part ? `jsonb_set(${column}, '{${part}}', to_jsonb($1::text))` : "$1";
  let resealed = 0;
  for (const { row, sealed: old } of rows) {
    const bound = { table, row: sealedRow(row), column };
    const opened = attempt(() => unseal(old, bound, ring));
    if (opened === undefined) continue;
    const values = [sealWith(key, opened, bound), ...row];
    await sql.query(`update ${table} set ${column} = ${set} where (${keys.join(", ")}) = (${place(2)})`, values);
    resealed++;
  }
  return { resealed, unreadable: rows.length - resealed, last: rows.at(-1)?.row ?? null };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
