import type { OtlpSpan } from "../otlp-span";
import type { Source } from "./dialect";

type Json = Record<string, unknown>;

/** Any value as one line of text; none is an empty one. */
export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(asText).join(", ");
  return JSON.stringify(value) ?? "";
}

/** An attribute, turned into something else. */
export function attribute(key: string, as: (value: unknown, span: OtlpSpan) => unknown): Source {
  return (span) => (span.attributes[key] === undefined ? undefined : as(span.attributes[key], span));
}

export const seconds = (value: unknown): unknown =>
  Number.isFinite(Number(value)) ? Number(value) * 1_000 : undefined;

/** A moment, as milliseconds since the span began. Some write it as JSON, with its quotes. */
export function sinceStart(value: unknown, span: OtlpSpan): unknown {
  const at = Date.parse(asText(value).replaceAll('"', ""));
  return Number.isFinite(at) ? Math.max(0, at - Number(BigInt(span.start) / 1_000_000n)) : undefined;
}

/** One value of an attribute that holds JSON. */
export function inJson(key: string, ...names: string[]): Source {
  return (span) => {
    const value = parsed(span.attributes[key]);
    const found = names.find((name) => (value as Json | null)?.[name] !== undefined);
    return found === undefined ? undefined : (value as Json)[found];
  };
}

export function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (!/^\s*[[{"]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const MOST_ITEMS = 2_000;

/**
 * Attributes such as `llm.input_messages.0.message.role`, put together to a list. `inner` is a name that each item is
 * wrapped in.
 */
export function numbered(prefix: string, inner?: string): Source {
  return (span) => {
    const root: Json = Object.create(null) as Json;
    let isThere = false;
    for (const [key, value] of Object.entries(span.attributes)) {
      if (!key.startsWith(`${prefix}.`)) continue;
      const parts = key.slice(prefix.length + 1).split(".");
      if (!/^\d{1,4}$/.test(parts[0]!) || parts.includes("__proto__")) continue;
      isThere = true;
      let at = root;
      for (const part of parts.slice(0, -1)) at = isObject(at[part]) ? at[part] : (at[part] = {});
      at[parts.at(-1)!] = value;
    }
    if (!isThere) return undefined;
    const items = listed(root) as unknown[];
    return inner ? items.map((item) => (isObject(item) && item[inner]) ?? item) : items;
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Objects whose names are all numbers are lists. */
function listed(value: unknown): unknown {
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => /^\d{1,4}$/.test(key)))
    return keys
      .sort((a, b) => Number(a) - Number(b))
      .slice(0, MOST_ITEMS)
      .map((key) => listed(value[key]));
  return Object.fromEntries(keys.map((key) => [key, listed(value[key])]));
}

/** Messages that came as events of the span, one an event. The role stands in the event's name or in its body. */
export function fromEvents(roles: Readonly<Record<string, string>>): Source {
  return (span) => {
    const messages = span.events
      .filter((event) => roles[event.name] !== undefined)
      .map(({ name, attributes }) => {
        const body = { ...attributes };
        const message = parsed(body.message);
        return { role: roles[name], ...body, ...(isObject(message) ? message : {}) };
      });
    return messages.length > 0 ? messages : undefined;
  };
}

/** An attribute of an event. */
export function ofEvent(name: string, key: string): Source {
  return (span) =>
    span.events.find((event) => event.name === name && event.attributes[key] !== undefined)?.attributes[key];
}
