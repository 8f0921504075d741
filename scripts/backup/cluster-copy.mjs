import path from "node:path";
import { withConnection } from "../database/connection.mjs";
import { urlFor } from "../database/database.mjs";

/** What a server makes anew; the directories themselves must be there. */
const emptied = new Set([
  "pg_dynshmem",
  "pg_notify",
  "pg_replslot",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
  "pg_wal",
]);
const left = new Set(["postmaster.pid", "postmaster.opts", "backup_label.old"]);

/** @param {string} inside @returns {"all" | "empty" | "none"} */
function pick(inside) {
  if (emptied.has(inside)) return "empty";
  const name = path.posix.basename(inside);
  return left.has(inside) || name.startsWith("pgsql_tmp") || name === "pg_internal.init" ? "none" : "all";
}

/**
 * Copies the running embedded cluster with Postgres's low-level backup: the files as they change, and the log of the
 * meantime, which makes them consistent when the copy starts. A temporary slot keeps that log from being recycled.
 * @param {import("../database/database.mjs").DatabaseFile & { cluster: string }} file
 * @param {import("./archive.mjs").ArchiveWriter} archive
 */
export async function copyCluster(file, archive) {
  await withConnection(urlFor(file, "superuser"), async (client) => {
    await client.query("select pg_create_physical_replication_slot($1, true, true)", [
      `wheelhouse_backup_${process.pid}`,
    ]);
    const begun = await client.query("select pg_walfile_name(pg_backup_start('wheelhouse backup', true)) as segment");
    await archive.addTree("cluster", file.cluster, pick);
    const { rows } = await client.query("select labelfile, pg_walfile_name(lsn) as segment from pg_backup_stop(false)");
    await archive.addText("cluster/backup_label", rows[0].labelfile);
    const segments = await client.query("select name from pg_ls_waldir() where name between $1 and $2 order by name", [
      begun.rows[0].segment,
      rows[0].segment,
    ]);
    for (const { name } of segments.rows)
      await archive.addFile(`cluster/pg_wal/${name}`, path.join(file.cluster, "pg_wal", name));
  });
}
