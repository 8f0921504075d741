import path from "node:path";
import { settleSchemas } from "../backup/schema-swap.mjs";
import { connect, formatUrl, parseUrl, requireVersion, withConnection } from "./connection.mjs";
import { Failure } from "../process/failure.mjs";
import { startEmbedded } from "../postgres/embedded.mjs";
import { derivedRoles, ensureRoles, ensureSchemas, randomRoles, roleNames } from "./roles.mjs";
import { ensureSecrets } from "../setup/secrets.mjs";
import { makePrivateDir, readState, writeState } from "../setup/state-files.mjs";

/**
 * @typedef {import("./roles.mjs").Roles} Roles
 * @typedef {import("./roles.mjs").RoleName} RoleName
 *
 * @typedef {object} DatabaseFile what `database.json` says: how to reach the database
 * @property {"embedded" | "external"} mode
 * @property {string} host
 * @property {number} port
 * @property {string} database
 * @property {string} parameters the query part of the URL (sslmode and the like), or ""
 * @property {number} version Postgres' major version
 * @property {{ user: string, password: string }} superuser embedded: the superuser; external: the login of DATABASE_URL
 * @property {Roles} roles
 * @property {boolean} roles_shared true where roles could not be made, and all four are one login
 * @property {string} [cluster] embedded: where its files are
 * @property {string} [bin] embedded: where its binaries are
 *
 * @typedef {object} OpenDatabase
 * @property {DatabaseFile} file
 * @property {number} [pid] embedded: the server's
 * @property {boolean} created
 * @property {boolean} adopted
 * @property {() => void} leave takes away the note that this process uses the server, and lets it run
 * @property {(options?: { atOnce?: boolean }) => Promise<boolean>} stop leaves it; true when that stopped the server
 */

/** @param {string} dataDir */
export function databaseFile(dataDir) {
  return path.join(dataDir, "database.json");
}

/** @param {string} dataDir @returns {DatabaseFile | null} */
export function readDatabaseFile(dataDir) {
  return readState(databaseFile(dataDir));
}

/** The connection URL of a role. @param {DatabaseFile} file @param {RoleName | "superuser"} role */
export function urlFor(file, role) {
  const login = role === "superuser" ? file.superuser : file.roles[role];
  return formatUrl({ ...file, user: login.user, password: login.password });
}

/** @param {string} dataDir @param {DatabaseFile} file */
function publish(dataDir, file) {
  if (JSON.stringify(readDatabaseFile(dataDir)) !== JSON.stringify(file)) writeState(databaseFile(dataDir), file);
}

/** @param {string} url the superuser's, to the database "postgres" */
async function ensureDatabase(url) {
  await withConnection(url, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'wheelhouse'");
    if (!rowCount) await client.query("create database wheelhouse");
  });
}

/** @param {import("pg").Client} client @param {Roles} roles */
async function prepareEmbedded(client, roles) {
  if (!(await ensureRoles(client, roles)))
    throw new Failure("The embedded database does not let its superuser make roles.");
  await client.query(`
    alter database wheelhouse owner to ${roleNames.owner};
    revoke all on database wheelhouse from public;
    create extension if not exists pg_stat_statements;
    grant pg_monitor to ${roleNames.owner};
  `);
}

/** @param {string} dataDir @returns {Promise<OpenDatabase>} */
async function openEmbedded(dataDir) {
  const server = await startEmbedded({ dir: dataDir });
  try {
    const known = readDatabaseFile(dataDir);
    const roles = known?.mode === "embedded" ? known.roles : randomRoles();
    const url = { ...parseUrl(server.url), database: "wheelhouse" };
    /** @type {DatabaseFile} */
    const file = {
      mode: "embedded",
      host: "127.0.0.1",
      port: server.port,
      database: "wheelhouse",
      parameters: "",
      version: 18,
      superuser: server.superuser,
      roles,
      roles_shared: false,
      cluster: server.cluster,
      bin: server.bin,
    };
    // Before the roles that have these passwords.
    publish(dataDir, file);
    await ensureDatabase(server.url);
    await withConnection(formatUrl(url), (client) => prepareEmbedded(client, roles));
    const { pid, created, adopted, leave, stop } = server;
    return { file, pid, created, adopted, leave, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** @param {string} dataDir @param {string} url @returns {Promise<OpenDatabase>} */
async function openExternal(dataDir, url) {
  const target = parseUrl(url);
  const client = await connect(url);
  try {
    const version = await requireVersion(client);
    await settleSchemas(client);
    const known = readDatabaseFile(dataDir);
    const remembered = known?.mode === "external" && !known.roles_shared ? known.roles : randomRoles();
    const wanted = target.password ? derivedRoles(target.password) : remembered;
    const separate = await ensureRoles(client, wanted);
    if (!separate) await ensureSchemas(client);
    const login = { user: target.user, password: target.password };
    /** @type {DatabaseFile} */
    const file = {
      mode: "external",
      host: target.host,
      port: target.port,
      database: target.database,
      parameters: target.parameters,
      version,
      superuser: login,
      roles: separate ? wanted : { owner: login, app: login, cms: login, reader: login },
      roles_shared: !separate,
    };
    makePrivateDir(dataDir);
    publish(dataDir, file);
    return { file, created: false, adopted: true, leave: () => undefined, stop: async () => false };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Makes the database of an installation reachable and fit: started when it is the embedded one, with its roles and
 * schemas, and written to `database.json`; with the secrets of the installation beside it.
 * @param {{ dataDir: string, databaseUrl?: string | undefined }} settings
 * @returns {Promise<OpenDatabase>}
 */
export async function openDatabase({ dataDir, databaseUrl }) {
  const database = await (databaseUrl ? openExternal(dataDir, databaseUrl) : openEmbedded(dataDir));
  // With the first database, so that nothing is ever written without them.
  ensureSecrets(dataDir);
  return database;
}
