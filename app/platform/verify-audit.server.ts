import { pool, type Sql } from "~/data/postgres.server";

export type AuditVerdict =
  | { whole: true; count: number; head: string }
  /** The first entry that is not what it was, and how that is known. */
  | { whole: false; count: number; seq: string; reason: string };

type Link = { seq: string; previous: string; hash: string; recomputed: string };

/** Walks the whole chain: every number there, every entry unchanged, each tied to the one before, none cut off the end. */
export async function verifyAuditChain(sql: Sql = pool("export"), batch = 5_000): Promise<AuditVerdict> {
  // Read first: what is appended while we walk lies beyond it.
  const heads = await sql.query<{ seq: string; hash: string }>(
    "select seq::text, encode(hash, 'hex') as hash from console.audit_head",
  );
  const end = heads.rows[0];
  if (!end) return broken(0, 0, "The end of the chain is missing.");
  let count = 0;
  let hash = "";
  while (count < Number(end.seq)) {
    const { rows } = await sql.query<Link>(
      `select seq::text, encode(prev_hash, 'hex') as previous, encode(hash, 'hex') as hash,
         encode(sha256(prev_hash || console.audit_canonical(entry)), 'hex') as recomputed
       from console.audit_log entry where entry.seq > $1::bigint and entry.seq <= $2::bigint order by entry.seq limit ${batch}`,
      [count, end.seq],
    );
    if (rows.length === 0) return broken(count, count + 1, "It is missing.");
    for (const link of rows) {
      if (Number(link.seq) !== count + 1) return broken(count, count + 1, "It is missing.");
      if (link.hash !== link.recomputed) return broken(count, count + 1, "It was changed after it was written.");
      if (link.previous !== hash) return broken(count, count + 1, "It does not follow from the entry before it.");
      count++;
      hash = link.hash;
    }
  }
  if (hash !== end.hash) return broken(count, count, "It is not the entry that the chain ended with.");
  const beyond = await sql.query(
    "select 1 from console.audit_log where seq <= 0 or seq > (select seq from console.audit_head)",
  );
  if (beyond.rows.length > 0) return broken(count, count + 1, "It stands outside the chain.");
  return { whole: true, count, head: hash };
}

function broken(count: number, seq: number, reason: string): AuditVerdict {
  return { whole: false, count, seq: String(seq), reason };
}
