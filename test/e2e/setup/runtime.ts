import { createHash, randomBytes, randomUUID } from "node:crypto";
import { withConnection } from "../../../scripts/database/connection.mjs";
import { readDatabaseFile, urlFor } from "../../../scripts/database/database.mjs";
import { origin } from "./fixtures";

/** A bot's program: it says over the public interface what it does. */
export type Runtime = {
  key: string;
  call: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
};

/** A program with a key of its own, written straight into the database: how keys are made has tests of its own. */
export async function startRuntime(): Promise<Runtime> {
  const file = readDatabaseFile(process.env.E2E_DATA_DIR ?? "");
  if (!file) throw new Error("the product under test has no database.json");
  const key = `whk_${randomBytes(32).toString("base64url")}`;
  await withConnection(urlFor(file, "owner"), (client) =>
    client.query(
      `insert into console.api_keys (id, name, prefix, last_four, hash, scopes, bots, source, addresses, created_by)
       values ($1, 'Runtime of a test', $2, $3, $4, '{turns:read,turns:write}', '{*}', $5, '{}', 'end-to-end tests')`,
      [
        randomUUID(),
        key.slice(0, 8),
        key.slice(-4),
        createHash("sha256").update(key).digest(),
        `test-${key.slice(4, 12)}`.replace(/[^A-Za-z0-9._:-]/g, "-"),
      ],
    ),
  );
  return {
    key,
    async call(method, path, body = {}) {
      const answer = await fetch(`${origin()}/api/v1${path}`, {
        method,
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        ...(method !== "GET" && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
  };
}
