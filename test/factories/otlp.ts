/** Traces as one would write them down, and as the protocol's JSON carries them. */
export type SpanSketch = {
  id: string;
  parent?: string;
  name: string;
  /** Milliseconds from the trace's beginning. */
  from: number;
  to: number;
  attributes?: Record<string, unknown>;
  events?: { name: string; at: number; attributes?: Record<string, unknown> }[];
  error?: string;
  flags?: number;
};
export type TraceSketch = {
  service?: Record<string, unknown>;
  scope: { name: string; version: string };
  spans: SpanSketch[];
};

/** Ten in the morning today, unless that is still to come. */
export function traceBeginning(now = Date.now()): number {
  return Math.floor((now - 3_600_000) / 60_000) * 60_000;
}

const nano = (beginning: number, ms: number) => `${BigInt(Math.round((beginning + ms) * 1_000)) * 1_000n}`;
const hex = (text: string, length: number) => Buffer.from(text).toString("hex").padEnd(length, "0").slice(0, length);
export const spanId = (id: string) => hex(id, 16);
export const traceId = (name: string) => hex(name, 32);

export function anyValue(value: unknown): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { kvlistValue: { values: keyValues(value as Record<string, unknown>) } };
}

export function keyValues(values: Record<string, unknown>): object[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }));
}

export function otlpSpan(trace: string, span: SpanSketch, beginning = traceBeginning()): Record<string, unknown> {
  return {
    traceId: traceId(trace),
    spanId: spanId(span.id),
    ...(span.parent && { parentSpanId: spanId(span.parent) }),
    name: span.name,
    kind: 1,
    startTimeUnixNano: nano(beginning, span.from),
    endTimeUnixNano: nano(beginning, span.to),
    attributes: keyValues(span.attributes ?? {}),
    events: (span.events ?? []).map(({ name, at, attributes = {} }) => ({
      name,
      timeUnixNano: nano(beginning, at),
      attributes: keyValues(attributes),
    })),
    status: span.error === undefined ? {} : { code: 2, message: span.error },
    ...(span.flags !== undefined && { flags: span.flags }),
  };
}

/** A request with some spans of a trace. */
export function otlpRequest(trace: string, { service = {}, scope, spans }: TraceSketch, beginning = traceBeginning()) {
  return {
    resourceSpans: [
      {
        resource: { attributes: keyValues(service) },
        scopeSpans: [{ scope, spans: spans.map((span) => otlpSpan(trace, span, beginning)) }],
      },
    ],
  };
}
