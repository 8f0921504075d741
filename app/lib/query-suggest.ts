import { tokeniseQuery } from "./query-language";

export type QueryKey = {
  key: string;
  label: string;
  /** Known values, most likely first. */
  values?: readonly { value: string; count?: number }[];
  /** "latency>2s": what a comparison may look like. */
  example?: string;
};

export type QuerySuggestion = { insert: string; label: string; note?: string; done: boolean };

export type QuerySuggestions = { start: number; end: number; items: QuerySuggestion[] };

const most = 8;

/** What may stand where the caret is: a key, or a value of the key that was begun. */
export function suggestQuery(text: string, caret: number, keys: readonly QueryKey[]): QuerySuggestions {
  const names = keys.map(({ key }) => key);
  const token = tokeniseQuery(text, names).find(({ start, end }) => start <= caret && caret <= end);
  const start = token?.start ?? caret;
  const end = token?.end ?? caret;
  const begun = text.slice(start, caret);
  const minus = begun.startsWith("-") ? "-" : "";
  const body = begun.slice(minus.length);
  const colon = body.indexOf(":");
  const key = colon > 0 ? keys.find(({ key: name }) => name === body.slice(0, colon)) : undefined;
  const items = key ? suggestValues(key, minus, body.slice(colon + 1)) : suggestKeys(keys, minus, body);
  return { start, end, items: items.slice(0, most) };
}

function suggestKeys(keys: readonly QueryKey[], minus: string, begun: string): QuerySuggestion[] {
  const wanted = begun.toLowerCase();
  return keys
    .filter(({ key, label }) => key.startsWith(wanted) || label.toLowerCase().startsWith(wanted))
    .map(({ key, label, values, example }) => ({
      insert: `${minus}${key}${values ? ":" : ">"}`,
      label: `${minus}${key}${values ? ":" : ""}`,
      note: example ?? label,
      done: false,
    }));
}

function suggestValues(key: QueryKey, minus: string, begun: string): QuerySuggestion[] {
  const comma = begun.lastIndexOf(",");
  const before = begun.slice(0, comma + 1);
  const wanted = begun
    .slice(comma + 1)
    .replaceAll('"', "")
    .toLowerCase();
  const found = (key.values ?? []).filter(({ value }) => value.toLowerCase().includes(wanted));
  const rank = (value: string) => (value.toLowerCase().startsWith(wanted) ? 0 : 1);
  return [...found]
    .sort((a, b) => rank(a.value) - rank(b.value))
    .map(({ value, count }) => {
      const plain = /[\s",\\]/.test(value) ? `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"` : value;
      const note = count === undefined ? undefined : String(count);
      return { insert: `${minus}${key.key}:${before}${plain}`, label: value, note, done: true };
    });
}

/** The text with the suggestion in place, and where the caret goes. */
export function applySuggestion(
  text: string,
  at: QuerySuggestions,
  item: QuerySuggestion,
): { text: string; caret: number } {
  const rest = text.slice(at.end);
  const space = item.done && !rest.startsWith(" ") ? " " : "";
  const inserted = item.insert + space;
  return {
    text: text.slice(0, at.start) + inserted + rest,
    caret: at.start + inserted.length + (item.done && !space ? 1 : 0),
  };
}
