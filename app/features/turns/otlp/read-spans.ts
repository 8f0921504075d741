import { storable } from "~/features/turns/ingest/storable";
import { asText } from "./dialects/sources";
import type { Attributes, OtlpSpan } from "./otlp-span";

/** Why a span was not taken. */
export type Refusal = string;
export type ReadSpans = { spans: OtlpSpan[]; refused: Refusal[] };

type Json = Record<string, unknown>;
const list = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter((each): each is Json => typeof each === "object" && each !== null) : [];
const object = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
const text = (value: unknown): string => (typeof value === "string" ? storable(value) : "");

const MAX_DEPTH = 50;
const NO_ID = /^0*$/;
const HAS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/** The spans of a request. Takes what either encoding gives: ids in hexadecimal or as bytes, numbers as text or not. */
export function readSpans(request: unknown): ReadSpans {
  const read: ReadSpans = { spans: [], refused: [] };
  for (const ofResource of list(object(request).resourceSpans)) {
    const resource = attributes(object(ofResource.resource).attributes);
    for (const ofScope of list(ofResource.scopeSpans)) {
      const { name, version, attributes: own } = object(ofScope.scope);
      const scope = { name: text(name), version: text(version), attributes: attributes(own) };
      for (const span of list(ofScope.spans)) {
        const result = readSpan(span);
        if (typeof result === "string") read.refused.push(result);
        else read.spans.push({ ...result, scope, resource });
      }
    }
  }
  return read;
}

function readSpan(span: Json): Omit<OtlpSpan, "scope" | "resource"> | Refusal {
  const traceId = hex(span.traceId);
  const spanId = hex(span.spanId);
  const parent = hex(span.parentSpanId);
  if (!/^[0-9a-f]{32}$/.test(traceId) || NO_ID.test(traceId)) return "a trace id is not 16 bytes";
  if (!/^[0-9a-f]{16}$/.test(spanId) || NO_ID.test(spanId)) return "a span id is not 8 bytes";
  const start = nanoseconds(span.startTimeUnixNano);
  const end = nanoseconds(span.endTimeUnixNano);
  if (start === null || start === "0") return "a span has no start";
  const flags = Number(span.flags ?? 0);
  const status = object(span.status);
  return {
    trace_id: traceId,
    span_id: spanId,
    parent_span_id: /^[0-9a-f]{16}$/.test(parent) && !NO_ID.test(parent) && parent !== spanId ? parent : null,
    has_remote_parent: (flags & HAS_REMOTE) !== 0 && (flags & IS_REMOTE) !== 0,
    name: text(span.name),
    start,
    end: end === null || BigInt(end) < BigInt(start) ? start : end,
    attributes: attributes(span.attributes),
    events: list(span.events).map((event) => ({
      name: text(event.name),
      time: nanoseconds(event.timeUnixNano) ?? start,
      attributes: attributes(event.attributes),
    })),
    status: {
      code: status.code === "STATUS_CODE_ERROR" ? 2 : Number(status.code ?? 0) || 0,
      message: text(status.message),
    },
  };
}

function hex(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return typeof value === "string" ? value.toLowerCase() : "";
}

/** As far as a time that Postgres and JavaScript both know. */
function nanoseconds(value: unknown): string | null {
  const digits = typeof value === "number" ? String(Math.trunc(value)) : value;
  if (digits === undefined || digits === null || digits === "") return "0";
  return typeof digits === "string" && /^\d{1,19}$/.test(digits) ? digits : null;
}

function attributes(value: unknown): Attributes {
  const entries = list(value).flatMap((pair) =>
    typeof pair.key === "string" ? [[storable(pair.key), anyValue(pair.value, 0)] as const] : [],
  );
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function anyValue(value: unknown, depth: number): unknown {
  const any = object(value);
  if (depth > MAX_DEPTH) return "[nested too deeply]";
  if (any.stringValue !== undefined) return text(any.stringValue);
  if (any.boolValue !== undefined) return any.boolValue === true;
  if (any.intValue !== undefined) {
    const number = Number(any.intValue);
    return Number.isSafeInteger(number) ? number : storable(asText(any.intValue));
  }
  // JSON has no other way to say so.
  if (any.doubleValue !== undefined) {
    const number = Number(any.doubleValue);
    return Number.isFinite(number) ? number : asText(any.doubleValue);
  }
  if (any.arrayValue !== undefined) return list(object(any.arrayValue).values).map((item) => anyValue(item, depth + 1));
  if (any.kvlistValue !== undefined)
    return Object.fromEntries(
      list(object(any.kvlistValue).values).flatMap((pair) =>
        typeof pair.key === "string" ? [[storable(pair.key), anyValue(pair.value, depth + 1)]] : [],
      ),
    );
  if (any.bytesValue !== undefined)
    return any.bytesValue instanceof Uint8Array ? Buffer.from(any.bytesValue).toString("base64") : text(any.bytesValue);
  return undefined;
}
