/**
 * The language of the query bar: `bot:snark -status:error latency>2s tag:"a b",c free words`.
 * Only known keys make filters; "http://host" is a word. The same filters stand in the address as parameters.
 */

export type FilterOperator = "is" | "not" | ">" | ">=" | "<" | "<=";

export type Filter = { key: string; operator: FilterOperator; values: string[] };

export type Word = { text: string; negated: boolean };

export type Query = { filters: Filter[]; words: Word[] };

/** A piece of the typed text. Spaces between tokens belong to none. */
export type QueryToken = { start: number; end: number; text: string; filter?: Filter; word?: Word };

export const emptyQuery: Query = { filters: [], words: [] };

const negation: Record<FilterOperator, FilterOperator> = {
  is: "not",
  not: "is",
  ">": "<=",
  "<=": ">",
  "<": ">=",
  ">=": "<",
};

export function parseQuery(text: string, keys: readonly string[]): Query {
  const filters: Filter[] = [];
  const words: Word[] = [];
  for (const token of tokeniseQuery(text, keys)) {
    if (token.filter) filters.push(token.filter);
    else if (token.word) words.push(token.word);
  }
  return normaliseQuery({ filters, words }, keys);
}

export function printQuery(query: Query, keys: readonly string[]): string {
  const filters = query.filters.map(printFilter);
  return [...filters, ...query.words.map((word) => printWord(word, keys))].join(" ");
}

/** One filter a key and operator, in the order of the keys; a later comparison replaces an earlier one. */
export function normaliseQuery(query: Query, keys: readonly string[]): Query {
  const merged = new Map<string, Filter>();
  for (const { key, operator, values } of query.filters) {
    const slot = `${key} ${operator}`;
    const before = merged.get(slot);
    const listed = operator === "is" || operator === "not";
    const next = listed ? [...new Set([...(before?.values ?? []), ...values])] : values.slice(-1);
    if (next.length > 0) merged.set(slot, { key, operator, values: next });
  }
  const filters = [...merged.values()].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key) || rank(a) - rank(b));
  return { filters, words: query.words.filter((word) => word.text !== "") };
}

export function tokeniseQuery(text: string, keys: readonly string[]): QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1;
      continue;
    }
    const start = at;
    at = endOfToken(text, start);
    tokens.push({ start, end: at, text: text.slice(start, at), ...readToken(text.slice(start, at), keys) });
  }
  return tokens;
}

function readToken(token: string, keys: readonly string[]): { filter: Filter } | { word: Word } {
  const negated = token.length > 1 && token.startsWith("-");
  const body = negated ? token.slice(1) : token;
  const match = /^([\p{L}_][\p{L}\p{N}_.-]*)(:|>=|<=|>|<)(.*)$/su.exec(body);
  const key = match?.[1] ?? "";
  if (match && keys.includes(key)) {
    const listed = match[2] === ":";
    const values = (listed ? splitValues(match[3] ?? "") : [unquote(match[3] ?? "")]).filter((value) => value !== "");
    if (values.length > 0) {
      const operator: FilterOperator = listed ? "is" : (match[2] as FilterOperator);
      return { filter: { key, operator: negated ? negation[operator] : operator, values } };
    }
  }
  return { word: { text: unquote(body), negated } };
}

function printFilter({ key, operator, values }: Filter): string {
  if (operator === "is") return `${key}:${values.map(quoteValue).join(",")}`;
  if (operator === "not") return `-${key}:${values.map(quoteValue).join(",")}`;
  return `${key}${operator}${quoteValue(values[0] ?? "")}`;
}

function printWord(word: Word, keys: readonly string[]): string {
  const minus = word.negated ? "-" : "";
  const [token, ...more] = tokeniseQuery(minus + word.text, keys);
  const same = more.length === 0 && token?.word?.text === word.text && token.word.negated === word.negated;
  return same && !word.text.includes("\\") ? minus + word.text : minus + quote(word.text);
}

function quoteValue(value: string): string {
  return value === "" || /[\s",\\]/u.test(value) || /^[=-]/.test(value) ? quote(value) : value;
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** Takes the quotes off; one that was never closed counts as closed at the end. */
function unquote(text: string): string {
  let plain = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (quoted && text[at] === "\\" && at + 1 < text.length) plain += text[(at += 1)];
    else plain += text[at];
  }
  return plain;
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let start = 0;
  walk(text, 0, (at, quoted) => {
    if (quoted || text[at] !== ",") return true;
    values.push(unquote(text.slice(start, at)));
    start = at + 1;
    return true;
  });
  return [...values, unquote(text.slice(start))];
}

function endOfToken(text: string, start: number): number {
  return walk(text, start, (at, quoted) => quoted || !isSpace(text[at]));
}

/** Goes through the text until told to stop, and says for each place whether it lies in quotes. */
function walk(text: string, start: number, goOn: (at: number, quoted: boolean) => boolean): number {
  let quoted = false;
  let at = start;
  while (at < text.length) {
    if (!goOn(at, quoted)) return at;
    if (text[at] === '"') quoted = !quoted;
    else if (quoted && text[at] === "\\") at += 1;
    at += 1;
  }
  return Math.min(at, text.length);
}

function isSpace(char: string | undefined): boolean {
  return char !== undefined && /\s/u.test(char);
}

function rank(filter: Filter): number {
  return ["is", "not", ">", ">=", "<", "<="].indexOf(filter.operator);
}
