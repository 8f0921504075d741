import fs from "node:fs";
import path from "node:path";
import { withConnection } from "../database/connection.mjs";
import { openDatabase, urlFor } from "../database/database.mjs";
import { Failure, explainFileError } from "../process/failure.mjs";
import { readSecrets, secretsFile } from "../setup/secrets.mjs";
import { writeArchive } from "./archive.mjs";
import { copyCluster } from "./cluster-copy.mjs";
import { writeState } from "../setup/state-files.mjs";
import { dump, findTool } from "./dump-tools.mjs";
import { ownSchemas } from "./schema-swap.mjs";

/** @typedef {import("../database/database.mjs").DatabaseFile} DatabaseFile */

/** What else lasts, beside the database. */
export const keptDirs = ["uploads", "cms-public"];

/** @param {DatabaseFile} file */
function inspect(file) {
  return withConnection(urlFor(file, "superuser"), async (client) => {
    const extensions = await client.query("select extname from pg_extension where extname <> 'plpgsql' order by 1");
    const schemas = await client.query("select nspname from pg_namespace where nspname = any($1)", [ownSchemas]);
    return { extensions: extensions.rows.map((row) => row.extname), schemas: schemas.rows.map((row) => row.nspname) };
  });
}

/** @param {string} target @param {import("./archive.mjs").ArchiveWriter} archive @param {DatabaseFile} file @param {string[]} schemas */
async function addDump(target, archive, file, schemas) {
  const draft = `${target}.dump.part`;
  try {
    fs.writeFileSync(draft, "", { mode: 0o600 });
    await dump(file, draft, schemas);
    await archive.addFile("database.dump", draft);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/**
 * Writes a backup of the database, the uploads and, when asked to, the secrets into one file. The product may run.
 * @param {{ dataDir: string, databaseUrl?: string | undefined }} settings
 * @param {string} target
 * @param {{ withSecrets: boolean }} options
 */
export async function backup(settings, target, { withSecrets }) {
  const { dataDir } = settings;
  if (fs.existsSync(target)) throw new Failure(`${target} exists already: name another file.`);
  if (!fs.existsSync(path.dirname(target)))
    throw new Failure(`There is no directory ${path.dirname(target)}: make it, or name another file.`);
  const secrets = readSecrets(dataDir);
  if (withSecrets && !secrets) throw new Failure(`There are no secrets in ${dataDir}, so none can be backed up.`);
  const database = await openDatabase(settings);
  const { file } = database;
  try {
    if (file.mode === "external") await findTool("pg_dump", file.version);
    const { extensions, schemas } = await inspect(file);
    /** @type {import("./archive.mjs").Manifest} */
    const manifest = {
      format: 1,
      created_at: new Date().toISOString(),
      mode: file.mode,
      postgres: file.version,
      platform: `${process.platform}-${process.arch}`,
      secrets: withSecrets,
      keys: secrets?.keys.map((key) => key.id) ?? [],
      extensions,
    };
    const written = await writeArchive(target, manifest, async (archive) => {
      if (file.mode === "external") await addDump(target, archive, file, schemas);
      else await copyCluster(/** @type {DatabaseFile & { cluster: string }} */ (file), archive);
      for (const dir of keptDirs) await archive.addTree(dir, path.join(dataDir, dir));
      if (withSecrets) await archive.addFile("secrets.json", secretsFile(dataDir));
    });
    // The console shows when there was one last.
    writeState(path.join(dataDir, "backup.json"), { at: manifest.created_at, file: path.resolve(target) });
    return written;
  } catch (error) {
    throw explainFileError(error, `${target} could not be written`);
  } finally {
    await database.stop();
  }
}
