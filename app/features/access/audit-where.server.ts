import { valuesOf } from "~/lib/query-facets";
import type { AuditFilters } from "./audit-filters";

type Column = "actor_name" | "target_kind" | "action";
const COLUMNS: Record<string, Column> = { actor: "actor_name", target: "target_kind", action: "action" };
const SEARCHED = "concat_ws(' ', target_name, target_id, actor_name, actor_id, action, request_id, address)";

/** The condition for a set of filters, and its values. */
export function auditWhere(filters: AuditFilters): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  for (const [key, column] of Object.entries(COLUMNS)) {
    const wanted = valuesOf(filters.query, key);
    const unwanted = valuesOf(filters.query, key, "not");
    if (wanted.length > 0) parts.push(matches(column, wanted, place));
    if (unwanted.length > 0) parts.push(`not ${matches(column, unwanted, place)}`);
  }
  for (const { text, negated } of filters.query.words)
    parts.push(`${negated ? "not " : ""}(${SEARCHED} ilike ${place(`%${escapeLike(text)}%`)})`);
  if (filters.from) parts.push(`at >= ${place(filters.from)}`);
  if (filters.to) parts.push(`at < ${place(filters.to)}`);
  if (filters.after) parts.push(`entry.seq < ${place(filters.after)}::bigint`);
  return { where: parts.length > 0 ? `where ${parts.join(" and ")}` : "", values };
}

/** "user" as an action means all that happens to people, "user.disabled" one thing. */
function matches(column: Column, wanted: string[], place: (value: unknown) => string): string {
  const list = place(wanted);
  if (column !== "action") return `(${column} = any(${list}))`;
  return `(action = any(${list}) or split_part(action, '.', 1) = any(${list}))`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
