import { createHash, randomBytes, randomUUID } from "node:crypto";
import { withConnection } from "../../../scripts/database/connection.mjs";
import { readDatabaseFile, urlFor } from "../../../scripts/database/database.mjs";
import { origin } from "./fixtures";

/** An agent runtime of one's own: what it sends goes through the public interface. */
export async function newMachine(name: string) {
  const file = readDatabaseFile(process.env.E2E_DATA_DIR ?? "");
  if (!file) throw new Error("the product has no database.json");
  const key = `whk_${randomBytes(32).toString("base64url")}`;
  await withConnection(urlFor(file, "owner"), (client) =>
    client.query(
      `insert into console.api_keys (id, name, prefix, last_four, hash, scopes, bots, source, addresses, created_by)
       values ($1, $2, $3, $4, $5, '{turns:write,turns:read}', '{*}', $2, '{}', 'end-to-end tests')`,
      [randomUUID(), name, key.slice(0, 8), key.slice(-4), createHash("sha256").update(key).digest()],
    ),
  );
  return {
    async send<T>(method: string, path: string, body: object): Promise<T> {
      const response = await fetch(`${origin()}/api/v1${path}`, {
        method,
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
  };
}
