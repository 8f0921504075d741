import type { Field, SpanKind } from "./dialects/dialect";
import { DIALECTS, KIND_ORDER } from "./dialects/dialects";
import { asText, parsed } from "./dialects/sources";
import { STATUS_ERROR, type OtlpSpan } from "./otlp-span";

export type Tokens = {
  input?: number;
  output?: number;
  cache_read?: number;
  cache_write?: number;
  reasoning?: number;
};

/** What a span is, or null for one that is of no dialect: a request, a query, anything between. */
export function kindOf({ attributes }: OtlpSpan): SpanKind | null {
  for (const { kinds } of KIND_ORDER)
    for (const { key, values } of kinds) {
      const value = attributes[key];
      if (value === undefined) continue;
      if (typeof values === "string") return values;
      const kind = Object.hasOwn(values, asText(value)) ? values[asText(value)] : undefined;
      if (kind) return kind;
    }
  return null;
}

type Found = { value: unknown; isDisjoint: boolean };

function find(span: OtlpSpan, field: Field): Found | null {
  for (const { fields, hasDisjointTokens } of DIALECTS)
    for (const source of fields[field] ?? []) {
      const value = typeof source === "string" ? span.attributes[source] : source(span);
      if (value !== undefined && value !== null && value !== "")
        return { value, isDisjoint: hasDisjointTokens === true };
    }
  return null;
}

export function field(span: OtlpSpan, name: Field): unknown {
  return find(span, name)?.value;
}

const NAME_CHARS = 256;

/** A name as the columns take it, or undefined. */
export function nameField(span: OtlpSpan, name: Field): string | undefined {
  return asText(field(span, name)).slice(0, NAME_CHARS).toWellFormed() || undefined;
}

/** What stands in the names of bots and in ids; anything else becomes a dash. */
export function asId(value: unknown): string | undefined {
  const text = asText(value)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^A-Za-z0-9._:-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 128);
  return text || undefined;
}

export function tagsOf(span: OtlpSpan): string[] {
  const value = parsed(field(span, "tags"));
  const tags = Array.isArray(value) ? value : asText(value).split(",");
  return tags
    .map((tag) => asText(tag).trim().slice(0, 128).toWellFormed())
    .filter(Boolean)
    .slice(0, 64);
}

const MOST = 400_000_000;

function number(value: unknown): number | undefined {
  const found = typeof value === "boolean" || value === null ? Number.NaN : Number(value);
  return Number.isFinite(found) && found >= 0 ? found : undefined;
}

export function wholeField(span: OtlpSpan, name: Field): number | undefined {
  const found = number(field(span, name));
  return found === undefined ? undefined : Math.min(2_147_483_647, Math.round(found));
}

export function costOf(span: OtlpSpan): number | undefined {
  const cost = number(field(span, "costUsd"));
  return cost !== undefined && cost < 999_999_999 ? cost : undefined;
}

/**
 * Tokens by buckets that do not overlap. Most dialects count cached tokens as input and reasoning as output. Where
 * the parts are more than the whole, the whole left them out.
 */
export function tokensOf(span: OtlpSpan): Tokens | null {
  const count = (name: Field) => {
    const found = find(span, name);
    const value = number(found?.value);
    return value === undefined ? null : { value: Math.min(MOST, Math.round(value)), isDisjoint: found!.isDisjoint };
  };
  const [input, output] = [count("inputTokens"), count("outputTokens")];
  const [read, write, reasoning] = [count("cacheReadTokens"), count("cacheWriteTokens"), count("reasoningTokens")];
  if (![input, output, read, write, reasoning].some(Boolean)) return null;
  const without = (whole: typeof input, parts: number) =>
    !whole ? undefined : whole.isDisjoint || parts > whole.value ? whole.value : whole.value - parts;
  const tokens: Tokens = {
    input: without(input, (read?.value ?? 0) + (write?.value ?? 0)),
    output: without(output, reasoning?.value ?? 0),
    cache_read: read?.value,
    cache_write: write?.value,
    reasoning: reasoning?.value,
  };
  return Object.fromEntries(Object.entries(tokens).filter(([, value]) => value !== undefined));
}

export function addTokens(all: readonly (Tokens | null)[]): Tokens | null {
  const sum: Record<string, number> = {};
  for (const tokens of all)
    for (const [name, value] of Object.entries(tokens ?? {})) sum[name] = Math.min(MOST, (sum[name] ?? 0) + value);
  return Object.keys(sum).length > 0 ? sum : null;
}

export type SpanError = { text: string; status: "error" | "timeout" | "aborted" };

/** How a span failed, or null. What an exception said is closer to the cause than the span's own word. */
export function errorOf(span: OtlpSpan): SpanError | null {
  const isFailed = span.status.code === STATUS_ERROR || span.attributes["langfuse.observation.level"] === "ERROR";
  if (!isFailed) return null;
  const exception = span.events.findLast((event) => event.name === "exception")?.attributes ?? {};
  const type = asText(exception["exception.type"] ?? span.attributes["error.type"]);
  const said = asText(exception["exception.message"]) || span.status.message || asText(field(span, "error"));
  const text = said && type && !said.includes(type) && type !== "Error" ? `${type}: ${said}` : said || type || "error";
  const about = `${type} ${said}`;
  if (/time(?:d )?.?out|deadline/i.test(about)) return { text, status: "timeout" };
  return { text, status: /abort|cancel/i.test(type) ? "aborted" : "error" };
}
