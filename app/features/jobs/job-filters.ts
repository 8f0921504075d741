import { readQuery, valuesOf } from "~/lib/query-facets";

/** The keys of both lists; each uses those it has. */
export const QUEUE_KEYS = ["state", "task"];
export const RUN_KEYS = ["outcome", "task"];

export function readQueueFilters(params: URLSearchParams) {
  const query = readQuery(params, QUEUE_KEYS);
  const choice = (key: string) => ({ is: valuesOf(query, key), not: valuesOf(query, key, "not") });
  return { state: choice("state"), task: choice("task"), words: query.words };
}

export function readRunFilters(params: URLSearchParams) {
  const query = readQuery(params, RUN_KEYS);
  const choice = (key: string) => ({ is: valuesOf(query, key), not: valuesOf(query, key, "not") });
  return { outcome: choice("outcome"), task: choice("task"), words: query.words };
}
