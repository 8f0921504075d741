/** @typedef {import("pg").Client} Client */

export const ownSchemas = ["console", "runtime", "cms", "graphile_worker"];

/** @param {string} schema */
function asideOf(schema) {
  return `${schema}_before_restore`;
}

/** @param {Client} client @param {string[]} names @returns {Promise<string[]>} those that exist */
async function existing(client, names) {
  const { rows } = await client.query("select nspname from pg_namespace where nspname = any($1)", [names]);
  return rows.map((row) => row.nspname);
}

/** @param {Client} client @param {string[]} statements */
async function inTransaction(client, statements) {
  await client.query("begin");
  try {
    for (const statement of statements) await client.query(statement);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/** Sets the present schemas aside, all or none, so that restored ones can take their names. @param {Client} client */
export async function setSchemasAside(client) {
  const present = await existing(client, ownSchemas);
  await inTransaction(
    client,
    present.map((schema) => `alter schema ${schema} rename to ${asideOf(schema)}`),
  );
}

/**
 * Settles what a restore left, also one that was killed. Restored schemas appear all in one transaction: where one is
 * there the old ones go, where none is they come back.
 * @param {Client} client
 */
export async function settleSchemas(client) {
  const aside = await existing(client, ownSchemas.map(asideOf));
  if (aside.length === 0) return;
  const restored = (await existing(client, ownSchemas)).length > 0;
  await inTransaction(
    client,
    ownSchemas
      .filter((schema) => aside.includes(asideOf(schema)))
      .map((schema) =>
        restored ? `drop schema ${asideOf(schema)} cascade` : `alter schema ${asideOf(schema)} rename to ${schema}`,
      ),
  );
}
