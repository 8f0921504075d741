import { transaction, type Sql } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { audit, type Actor } from "./audit.server";
import { keyring, type Keyring } from "./keyring.server";
import { sealWith, unseal } from "./secret-box.server";

/** Every column that holds sealed text. One that is missing here keeps its old key for ever. */
export const SEALED_COLUMNS: readonly { table: string; id: string; column: string }[] = [
  { table: "console.users", id: "id", column: "totp_secret" },
  { table: "console.webhook_endpoints", id: "id", column: "secret" },
];

const BATCH = 200;

type Run = <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
type Options = {
  ring?: Keyring;
  run?: Run;
  columns?: typeof SEALED_COLUMNS;
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
  for (const { table, id, column } of columns) {
    let after: string[] = [];
    for (;;) {
      const batch = await run(async (sql) => {
        const { rows } = await sql.query<{ row: string; sealed: string }>(
          `select ${id}::text as row, ${column} as sealed from ${table}
           where ${column} is not null and split_part(${column}, ':', 2) <> $1 ${after.length ? `and ${id} > $2` : ""}
           order by ${id} limit ${BATCH} for update`,
          [key.id, ...after],
        );
        for (const { row, sealed } of rows) {
          const place = { table, row, column };
          const opened = attempt(() => unseal(sealed, place, ring));
          if (opened === undefined) unreadable++;
          else {
            await sql.query(`update ${table} set ${column} = $1 where ${id} = $2`, [sealWith(key, opened, place), row]);
            resealed++;
          }
        }
        return rows;
      });
      const last = batch.at(-1);
      if (!last) break;
      after = [last.row];
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

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
