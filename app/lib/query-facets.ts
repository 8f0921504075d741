import { type Filter, type FilterOperator, type Query, normaliseQuery, parseQuery, printQuery } from "./query-language";

/** The free words stand in this parameter; each key has one of its own: ?bot=snark&status=!error&latency=>2s&q=words */
export const wordsParam = "q";

const marks: [mark: string, operator: FilterOperator][] = [
  [">=", ">="],
  ["<=", "<="],
  [">", ">"],
  ["<", "<"],
  ["!", "not"],
];

/** The address is the truth. Filters typed into q (a form sent without script) count as if they had parameters. */
export function readQuery(params: URLSearchParams, keys: readonly string[]): Query {
  const filters = keys.flatMap((key) => params.getAll(key).map((value) => readParam(key, value)));
  const typed = parseQuery(params.get(wordsParam) ?? "", keys);
  return normaliseQuery({ filters: [...filters, ...typed.filters], words: typed.words }, keys);
}

export function writeQuery(params: URLSearchParams, query: Query, keys: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const key of [...keys, wordsParam]) next.delete(key);
  const { filters, words } = normaliseQuery(query, keys);
  for (const filter of filters)
    for (const value of filter.values) next.append(filter.key, printParam(filter.operator, value));
  if (words.length > 0) next.set(wordsParam, printQuery({ filters: [], words }, keys));
  return next;
}

export function valuesOf(query: Query, key: string, operator: FilterOperator = "is"): string[] {
  return query.filters.find((filter) => filter.key === key && filter.operator === operator)?.values ?? [];
}

export function toggleValue(query: Query, key: string, value: string): Query {
  const chosen = valuesOf(query, key);
  const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return setValues(setValues(query, key, "is", next), key, "not", without(valuesOf(query, key, "not"), value));
}

export function onlyValue(query: Query, key: string, value: string): Query {
  return {
    ...query,
    filters: [...query.filters.filter((filter) => filter.key !== key), { key, operator: "is", values: [value] }],
  };
}

export function excludeValue(query: Query, key: string, value: string): Query {
  const excluded = valuesOf(query, key, "not");
  const next = excluded.includes(value) ? without(excluded, value) : [...excluded, value];
  return setValues(setValues(query, key, "is", without(valuesOf(query, key), value)), key, "not", next);
}

export function clearKey(query: Query, key: string): Query {
  return { ...query, filters: query.filters.filter((filter) => filter.key !== key) };
}

function setValues(query: Query, key: string, operator: FilterOperator, values: string[]): Query {
  const others = query.filters.filter((filter) => filter.key !== key || filter.operator !== operator);
  return { ...query, filters: values.length > 0 ? [...others, { key, operator, values }] : others };
}

function without(values: string[], value: string): string[] {
  return values.filter((other) => other !== value);
}

// A value that itself begins with a mark is written with a backslash before it.
function printParam(operator: FilterOperator, value: string): string {
  const plain = /^[!<>=\\]/.test(value) ? `\\${value}` : value;
  return operator === "is" ? plain : `${operator === "not" ? "!" : operator}${plain}`;
}

function readParam(key: string, text: string): Filter {
  const found = marks.find(([mark]) => text.startsWith(mark));
  const value = found ? text.slice(found[0].length) : text;
  const plain = value.startsWith("\\") ? value.slice(1) : value;
  return { key, operator: found?.[1] ?? "is", values: plain === "" ? [] : [plain] };
}
