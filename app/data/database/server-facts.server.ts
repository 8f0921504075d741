import { pool } from "~/data/postgres.server";

export type ServerFacts = {
  version: string;
  major: number;
  database: string;
  sizeBytes: number;
  startedAt: Date;
  connections: { ours: number; all: number; max: number };
  isReplica: boolean;
};

export async function getServerFacts(): Promise<ServerFacts> {
  const { rows } = await pool().query<{
    version: string;
    number: number;
    database: string;
    size: string;
    started_at: Date;
    ours: number;
    everyone: number;
    max: number;
    is_replica: boolean;
  }>(`select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      current_database() as database, pg_database_size(current_database())::text as size,
      pg_postmaster_start_time() as started_at, current_setting('max_connections')::int as max,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as ours,
      (select count(*)::int from pg_stat_activity where datname is not null) as everyone,
      pg_is_in_recovery() as is_replica`);
  const row = rows[0]!;
  return {
    version: row.version,
    major: Math.floor(row.number / 10_000),
    database: row.database,
    sizeBytes: Number(row.size),
    startedAt: row.started_at,
    connections: { ours: row.ours, all: row.everyone, max: row.max },
    isReplica: row.is_replica,
  };
}

/** What is weaker than it could be in how this database is set up, as sentences. */
export async function listWeaknesses(): Promise<string[]> {
  const { rows } = await pool().query<Record<string, boolean>>(`select
      (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
      has_schema_privilege(current_user, 'console', 'create') as may_change_tables,
      has_table_privilege(current_user, 'console.audit_log', 'update, delete, truncate') as may_change_audit,
      current_setting('fsync') = 'off' as no_fsync,
      current_setting('full_page_writes') = 'off' as no_full_pages,
      current_setting('synchronous_commit') = 'off' as lazy_commit`);
  const found = rows[0]!;
  const sentences: [string, string][] = [
    ["is_superuser", "Requests run as a superuser of the database."],
    ["may_change_tables", "Requests run under a role that may change tables; give the console a role of its own."],
    ["may_change_audit", "Requests run under a role that could rewrite the audit log; its hash chain would show it."],
    ["no_fsync", "fsync is off: a power cut can destroy the database."],
    ["no_full_pages", "full_page_writes is off: a power cut can leave torn pages."],
    ["lazy_commit", "synchronous_commit is off: a crash can lose the last answers that were acknowledged."],
  ];
  return sentences.filter(([key]) => found[key]).map(([, sentence]) => sentence);
}

export type ExtensionFact = { name: string; installed: string | null; available: string | null };

/** Extensions that make something better where they are. None is needed. */
export async function listExtensions(names: readonly string[]): Promise<ExtensionFact[]> {
  const { rows } = await pool().query<ExtensionFact>(
    `select n.name, a.installed_version as installed, a.default_version as available
     from unnest($1::text[]) with ordinality as n(name, at) left join pg_available_extensions a on a.name = n.name
     order by n.at`,
    [names],
  );
  return rows;
}
