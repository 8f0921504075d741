import { sortParam } from "~/lib/list-params";
import { TURN_KEYS } from "./turn-keys";

const FILTER_PARAMS = new Set<string>([...TURN_KEYS, "q", "range"]);
const FORM_PARAM = /^(latency|tokens|cost)_(min|max)$/;

/** The part of an address that says which turns are meant, in one order. */
export function filterSearch(params: URLSearchParams): string {
  const own = new URLSearchParams([...params].filter(([name]) => FILTER_PARAMS.has(name) || FORM_PARAM.test(name)));
  own.sort();
  return own.toString();
}

/** The same with the order of the rows. */
export function exportSearch(params: URLSearchParams): string {
  const own = new URLSearchParams(filterSearch(params));
  const sort = params.get(sortParam);
  if (sort) own.set(sortParam, sort);
  return own.toString();
}
