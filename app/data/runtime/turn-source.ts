import { turnWhere, type TurnFilter } from "./turn-filter";

/** Selects created_at and id of the only turns that may be meant, as a search of its own. */
export type Hits = (params: unknown[]) => string;

/** The turns of a filter as parts of a statement, over turn_logs as `l`; values go to `params`. */
export function turnsOf(filter: TurnFilter, params: unknown[], hits?: Hits) {
  const where = turnWhere(filter, params);
  if (!hits) return { before: "", from: "runtime.turn_logs l", where };
  return {
    before: `with hits as materialized (${hits(params)}) `,
    from: "hits h join runtime.turn_logs l on l.created_at = h.created_at and l.id = h.id",
    where,
  };
}
