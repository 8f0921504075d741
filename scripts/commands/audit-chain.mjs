/**
 * The chain of the audit log in one statement, for a house that may not run: the server's own check walks it in batches
 * and comes to the same end.
 */
const FIRST_BREAK = `
  with links as (
    select seq, hash, prev_hash, row_number() over (order by seq) as place, lag(hash, 1, ''::bytea) over (order by seq) as before,
           sha256(prev_hash || console.audit_canonical(entry)) as again
      from console.audit_log entry
  ), breaks as (
    select place as seq, 1 as rank, 'it is missing' as reason from links where place <> seq
    union all select n + 1, 1, 'it is missing' from (select count(*) as n from links) all_links, console.audit_head h where h.seq > n
    union all select seq, 2, 'it was changed after it was written' from links where hash <> again
    union all select seq, 3, 'it does not follow from the entry before it' from links where prev_hash <> before
    union all select h.seq, 4, 'it is not the entry that the chain ended with' from console.audit_head h
               where h.hash <> coalesce((select hash from links where links.seq = h.seq), ''::bytea)
    union all select seq, 5, 'it stands outside of the chain' from links where seq > (select h.seq from console.audit_head h)
  )
  select (select count(*) from links)::text as count, (select count(*) from console.audit_head)::int as heads,
         b.seq::text as seq, b.reason
    from (select 1) one left join (select seq, reason from breaks order by seq, rank limit 1) b on true`;

/** @typedef {{ count: string, seq: string | null, reason: string | null }} AuditChain */

/**
 * Every entry there, unchanged, and tied to the one before; or the first that is not. Null where there is no log yet.
 * @param {Pick<import("pg").Pool, "query">} client @returns {Promise<AuditChain | null>}
 */
export async function readAuditChain(client) {
  const { rows: tables } = await client.query("select to_regclass('console.audit_head') is not null as there");
  if (!tables[0]?.there) return null;
  const { rows } = await client.query(FIRST_BREAK);
  const { count, heads, seq, reason } = rows[0];
  if (heads === 0) return { count, seq: "0", reason: "the end of the chain is missing" };
  return { count, seq, reason };
}
