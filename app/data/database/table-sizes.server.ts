import { pool } from "~/data/postgres.server";

export type TableSize = {
  schema: string;
  name: string;
  /** An estimate from the last analyze; null where there was none. */
  rows: number | null;
  tableBytes: number;
  indexBytes: number;
  totalBytes: number;
  partitions: number;
};

/** The largest tables of our schemas; the parts of a partitioned one are added up. */
export async function listTableSizes(limit: number): Promise<TableSize[]> {
  const { rows } = await pool().query<{
    schema: string;
    name: string;
    rows: string | null;
    table_bytes: string;
    index_bytes: string;
    total_bytes: string;
    partitions: number;
  }>(
    `select n.nspname as schema, root.relname as name,
       sum(case when part.reltuples >= 0 then part.reltuples end)::bigint::text as rows,
       sum(pg_table_size(part.oid))::text as table_bytes,
       sum(pg_indexes_size(part.oid))::text as index_bytes,
       sum(pg_total_relation_size(part.oid))::text as total_bytes,
       count(*) filter (where part.relispartition)::int as partitions
     from pg_class part
     join pg_class root on root.oid = coalesce(pg_partition_root(part.oid), part.oid)
     join pg_namespace n on n.oid = root.relnamespace
     where part.relkind = 'r' and n.nspname in ('console', 'runtime', 'cms', 'graphile_worker')
     group by n.nspname, root.relname
     order by sum(pg_total_relation_size(part.oid)) desc, n.nspname, root.relname
     limit $1`,
    [limit],
  );
  return rows.map((row) => ({
    schema: row.schema,
    name: row.name,
    rows: row.rows === null ? null : Number(row.rows),
    tableBytes: Number(row.table_bytes),
    indexBytes: Number(row.index_bytes),
    totalBytes: Number(row.total_bytes),
    partitions: row.partitions,
  }));
}

export type SchemaSize = { schema: string; tables: number; totalBytes: number };

export async function listSchemaSizes(): Promise<SchemaSize[]> {
  const { rows } = await pool().query<{ schema: string; tables: number; bytes: string }>(
    `select n.nspname as schema, count(c.oid)::int as tables,
       coalesce(sum(pg_total_relation_size(c.oid)), 0)::text as bytes
     from pg_namespace n left join pg_class c on c.relnamespace = n.oid and c.relkind = 'r'
     where n.nspname in ('console', 'runtime', 'cms', 'graphile_worker')
     group by n.nspname order by array_position(array['console', 'runtime', 'cms', 'graphile_worker']::name[], n.nspname)`,
  );
  return rows.map((row) => ({ schema: row.schema, tables: row.tables, totalBytes: Number(row.bytes) }));
}
