import { Failure, codeOf, messageOf } from "../process/failure.mjs";
import { sleep } from "../process/processes.mjs";

/**
 * @typedef {import("pg").Client} Client
 * @typedef {{ host: string, port: number, database: string, user: string, password: string, parameters: string }} Target
 */

/** @param {string} url @returns {Target} */
export function parseUrl(url) {
  const parsed = new URL(url);
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, "") || "127.0.0.1",
    port: Number(parsed.port || 5432),
    database: decodeURIComponent(parsed.pathname.slice(1)) || decodeURIComponent(parsed.username) || "postgres",
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    parameters: parsed.search,
  };
}

/** @param {Target} target */
export function formatUrl({ host, port, database, user, password, parameters }) {
  const who = password ? `${encodeURIComponent(user)}:${encodeURIComponent(password)}` : encodeURIComponent(user);
  const where = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return `postgresql://${who ? `${who}@` : ""}${where}/${encodeURIComponent(database)}${parameters}`;
}

/**
 * What a refused connection means for the person who set DATABASE_URL.
 * @param {unknown} error @param {string} url
 */
function explain(error, url) {
  const { host, port, database, user } = parseUrl(url);
  const code = codeOf(error);
  const where = `${host}:${port}`;
  if (code === "28P01") return `Postgres at ${where} refuses the password of "${user}": correct DATABASE_URL.`;
  if (code === "28000")
    return `Postgres at ${where} does not let "${user}" in (${messageOf(error)}): correct DATABASE_URL or pg_hba.conf.`;
  if (code === "3D000")
    return `Postgres at ${where} has no database "${database}": create it, or correct DATABASE_URL.`;
  if (code === "53300")
    return `Postgres at ${where} has no free connection: raise its max_connections or stop what holds them.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `The host "${host}" of DATABASE_URL is not known: correct DATABASE_URL.`;
  if (/password/i.test(messageOf(error)))
    return `Postgres at ${where} wants a password for "${user}": put it into DATABASE_URL.`;
  return `No Postgres answers at ${where} (${code || messageOf(error)}): start it, or correct DATABASE_URL.`;
}

/**
 * Opens one connection. A server that is just starting is waited for.
 * @param {string} url @param {{ name?: string }} [options]
 * @returns {Promise<Client>}
 */
export async function connect(url, options = {}) {
  const { default: pg } = await import("pg");
  for (const until = Date.now() + 30_000; ; await sleep(250)) {
    const client = new pg.Client({
      connectionString: url,
      application_name: options.name ?? "wheelhouse",
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    // A lost connection also fails the query that runs; without a listener it would end the process.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (codeOf(error) === "57P03" && Date.now() < until) continue;
      throw new Failure(explain(error, url), { cause: error });
    }
  }
}

/**
 * @template T
 * @param {string} url @param {(client: Client) => Promise<T>} work @returns {Promise<T>}
 */
export async function withConnection(url, work) {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @param {Client} client @returns {Promise<number>} the major version, 15 to 18 */
export async function requireVersion(client) {
  const { rows } = await client.query(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
  );
  const major = Math.floor(rows[0].number / 10_000);
  if (major >= 15 && major <= 18) return major;
  throw new Failure(
    `This Postgres is version ${rows[0].text}; Wheelhouse works with 15 to 18: point DATABASE_URL at such a server.`,
  );
}
