import { readQuery, valuesOf } from "~/lib/query-facets";
import type { Word } from "~/lib/query-language";
import type { QueryKey } from "~/lib/query-suggest";
import { ALERT_SEVERITIES } from "~/platform/alert";

export const ALERT_STATES = ["open", "acknowledged", "resolved"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const ALERT_QUERY: readonly QueryKey[] = [
  { key: "state", label: "State", values: ALERT_STATES.map((value) => ({ value })) },
  { key: "severity", label: "Severity", values: ALERT_SEVERITIES.map((value) => ({ value })) },
];
export const ALERT_KEYS = ALERT_QUERY.map(({ key }) => key);

type Choice = { is: string[]; not: string[] };
export type AlertFilters = { state: Choice; severity: Choice; words: Word[] };

export function readAlertFilters(params: URLSearchParams): AlertFilters {
  const query = readQuery(params, ALERT_KEYS);
  const choice = (key: string): Choice => ({ is: valuesOf(query, key), not: valuesOf(query, key, "not") });
  return { state: choice("state"), severity: choice("severity"), words: query.words };
}
