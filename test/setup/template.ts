import { withConnection } from "../../scripts/database/connection.mjs";
import { migrate } from "../../scripts/database/migrate.mjs";
import { ensureRoles, randomRoles } from "../../scripts/database/roles.mjs";

/** The database that every test's own is cloned from. */
const TEMPLATE = "wheelhouse_template";

/** What a test must know to get a database: the template, and who may come in. */
export type DatabaseServer = {
  template: string;
  superuserUrl: string;
  roles: Record<"owner" | "app" | "cms" | "reader", { user: string; password: string }>;
};

/** The address of another database on the same server, as somebody else. */
export function addressOf(url: string, database: string, login?: { user: string; password: string }): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  if (login) {
    changed.username = login.user;
    changed.password = encodeURIComponent(login.password);
  }
  return changed.href;
}

export async function createTemplate(superuserUrl: string): Promise<DatabaseServer> {
  const roles = randomRoles();
  await withConnection(superuserUrl, (client) => client.query(`create database ${TEMPLATE}`));
  await withConnection(addressOf(superuserUrl, TEMPLATE), async (client) => {
    await ensureRoles(client, roles);
    await client.query(`alter database ${TEMPLATE} owner to ${roles.owner.user}`);
    await client.query("create extension if not exists pg_stat_statements");
    await client.query(`grant pg_monitor to ${roles.owner.user}`);
  });
  await migrate({ url: addressOf(superuserUrl, TEMPLATE, roles.owner) });
  return { template: TEMPLATE, superuserUrl, roles };
}
