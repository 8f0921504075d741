import { cursorParam } from "~/lib/list-params";
import { parseTimeRange } from "~/lib/parse-time-range";
import { readQuery } from "~/lib/query-facets";
import type { Query } from "~/lib/query-language";
import { resolveRange } from "~/lib/time-range";
import { AUDIT_RANGE } from "./audit-range";

export const AUDIT_KEYS = ["actor", "action", "target"] as const;

/** What the audit log is narrowed to. What an old bookmark says wrongly falls away. */
export type AuditFilters = {
  query: Query;
  from: Date | null;
  to: Date | null;
  /** The entry after which a further page begins. */
  after: string | null;
};

export function readAuditFilters(url: string, timeZone: string, now = new Date()): AuditFilters {
  const { searchParams } = new URL(url);
  const asked = searchParams.get("range") ?? AUDIT_RANGE;
  const range = parseTimeRange(asked, now, timeZone) ?? parseTimeRange(AUDIT_RANGE, now, timeZone);
  const { from, to } = range ? resolveRange(range, now, timeZone) : { from: null, to: null };
  const after = searchParams.get(cursorParam);
  return {
    query: readQuery(searchParams, AUDIT_KEYS),
    from,
    // A range that ends now also holds what is written while it is read.
    to: range?.to.kind === "now" ? null : to,
    after: after && /^\d{1,18}$/.test(after) ? after : null,
  };
}

export const NO_FILTERS: AuditFilters = { query: { filters: [], words: [] }, from: null, to: null, after: null };
