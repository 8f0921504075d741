import { withConnection } from "../database/connection.mjs";
import { urlFor } from "../database/database.mjs";
import { Failure } from "../process/failure.mjs";
import { restoreDump } from "./dump-tools.mjs";
import { setSchemasAside, settleSchemas } from "./schema-swap.mjs";

/**
 * Puts a dump in the place of what is there, which stands aside until it is done.
 * @param {import("../database/database.mjs").DatabaseFile} file @param {string} dump @param {string[]} extensions
 */
export async function restoreDatabaseDump(file, dump, extensions) {
  await withConnection(urlFor(file, "superuser"), async (client) => {
    const { rows } = await client.query(
      "select count(*)::int as users from pg_stat_activity where datname = current_database() and application_name like 'wheelhouse%' and pid <> pg_backend_pid()",
    );
    if (rows[0].users > 0) throw new Failure("A console or a worker uses this database: stop it first, then restore.");
    for (const extension of extensions) {
      // Some need a superuser; the restore itself says so where the data needs them.
      await client.query(`create extension if not exists "${extension.replaceAll('"', '""')}"`).catch(() => undefined);
    }
  });
  await withConnection(urlFor(file, "superuser"), setSchemasAside);
  try {
    await restoreDump(file, dump);
  } finally {
    await withConnection(urlFor(file, "superuser"), settleSchemas);
  }
}
