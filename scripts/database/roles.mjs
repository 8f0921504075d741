import { createHmac, randomBytes, scryptSync } from "node:crypto";
import { codeOf } from "../process/failure.mjs";
import { sleep } from "../process/processes.mjs";

/**
 * @typedef {"owner" | "app" | "cms" | "reader"} RoleName
 * @typedef {{ user: string, password: string }} Login
 * @typedef {Record<RoleName, Login>} Roles
 * @typedef {import("./connection.mjs").Client} Client
 */

/** Prefixed, because roles belong to the whole server and others may live there. @type {Record<RoleName, string>} */
export const roleNames = {
  owner: "wheelhouse_owner",
  app: "wheelhouse_app",
  cms: "wheelhouse_cms",
  reader: "wheelhouse_reader",
};

/** @param {(name: RoleName) => string} passwordOf @returns {Roles} */
function rolesWith(passwordOf) {
  const entries = /** @type {[RoleName, string][]} */ (Object.entries(roleNames));
  return /** @type {Roles} */ (
    Object.fromEntries(entries.map(([name, user]) => [name, { user, password: passwordOf(name) }]))
  );
}

/** @returns {Roles} */
export function randomRoles() {
  return rolesWith(() => randomBytes(24).toString("base64url"));
}

/**
 * Passwords that follow from the administrator's. Two installations on one server share the roles; this way they agree
 * on the passwords instead of changing them under each other's feet.
 * @param {string} adminPassword @returns {Roles}
 */
export function derivedRoles(adminPassword) {
  const key = scryptSync(adminPassword, "wheelhouse database roles", 32);
  return rolesWith((name) => createHmac("sha256", key).update(name).digest("base64url"));
}

/** @param {string} name */
function quote(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

/** @param {string} text */
function literal(text) {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * The statements that make roles, schemas and grants what they should be. Each may run again at every start, and while
 * another start runs it. What a table needs beyond this stands in the migration that makes it.
 * @param {Roles} roles @param {string} database @param {string[]} existing roles that exist
 */
function statements(roles, database, existing) {
  const { owner, app, cms, reader } = roleNames;
  const logins = Object.values(roles).map(
    ({ user, password }) =>
      `${existing.includes(user) ? "alter" : "create"} role ${user} login password ${literal(password)}`,
  );
  return [
    ...logins,
    // Needed to make schemas for them where the administrator is not a superuser; nothing for one that is.
    `do $$ begin if not (select rolsuper from pg_roles where rolname = current_user) then
       execute format('grant ${owner}, ${cms}, ${app}, ${reader} to %I', current_user);
     end if; end $$`,
    `grant connect, temporary on database ${quote(database)} to ${owner}, ${app}, ${cms}, ${reader}`,
    // The queue and extensions make schemas of their own.
    `grant create on database ${quote(database)} to ${owner}`,
    `create schema if not exists console authorization ${owner}`,
    `create schema if not exists runtime authorization ${owner}`,
    `create schema if not exists cms authorization ${cms}`,
    `grant usage on schema console, runtime to ${app}`,
    `grant usage on schema runtime to ${reader}`,
    // The outbox stands in schema cms and is ours.
    `grant usage, create on schema cms to ${owner}`,
    `grant usage on schema cms to ${app}`,
    ...["console", "runtime"].flatMap((schema) => [
      `alter default privileges for role ${owner} in schema ${schema} grant select, insert, update, delete on tables to ${app}`,
      `alter default privileges for role ${owner} in schema ${schema} grant usage, select on sequences to ${app}`,
    ]),
    `alter default privileges for role ${owner} in schema runtime grant select on tables to ${reader}`,
    `alter role ${reader} set default_transaction_read_only = on`,
  ];
}

/** Any number that nothing else locks. */
const rolesLock = 72_707_370;

// Roles belong to the server and the lock above to one database, so two databases may still meet over a role:
// tuple concurrently updated, duplicate object, unique violation, deadlock.
const meetings = ["XX000", "42710", "23505", "40P01"];

/** @param {Client} client @param {Roles} roles */
async function applyOnce(client, roles) {
  await client.query("begin");
  try {
    await client.query("set local lock_timeout = '30s'");
    await client.query("select pg_advisory_xact_lock($1)", [rolesLock]);
    const found = await client.query("select rolname from pg_roles where rolname = any($1)", [
      Object.values(roleNames),
    ]);
    const { rows } = await client.query("select current_database() as database");
    const existing = found.rows.map((row) => row.rolname);
    for (const statement of statements(roles, rows[0].database, existing)) await client.query(statement);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/**
 * Makes roles, schemas and grants in the database of the connection, whole or not at all.
 * @param {Client} client @param {Roles} roles
 * @returns {Promise<boolean>} false where this login may not: then everything runs under it
 */
export async function ensureRoles(client, roles) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await applyOnce(client, roles);
      return true;
    } catch (error) {
      // insufficient_privilege
      if (codeOf(error) === "42501") return false;
      if (!meetings.includes(codeOf(error)) || attempt === 10) throw error;
      await sleep(50 * attempt);
    }
  }
}

/** The schemas alone, where one login does everything. @param {Client} client */
export async function ensureSchemas(client) {
  for (const schema of ["console", "runtime", "cms"]) {
    const { rowCount } = await client.query("select 1 from pg_namespace where nspname = $1", [schema]);
    if (!rowCount) await client.query(`create schema if not exists ${schema}`);
  }
}
