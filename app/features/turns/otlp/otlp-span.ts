/** What one span says, whatever encoding it came in. Times are nanoseconds since 1970, as text. */
export type Attributes = Record<string, unknown>;

export type SpanEvent = { name: string; time: string; attributes: Attributes };

export type OtlpSpan = {
  trace_id: string;
  span_id: string;
  /** Null for the root of a trace. */
  parent_span_id: string | null;
  /** The parent ran in another process: it may never be told of here. */
  has_remote_parent: boolean;
  name: string;
  start: string;
  end: string;
  attributes: Attributes;
  events: SpanEvent[];
  status: { code: number; message: string };
  scope: { name: string; version: string; attributes: Attributes };
  resource: Attributes;
  /** Only that it was there is kept: it stands between others and belongs to no turn. */
  is_bare?: true;
};

export const STATUS_ERROR = 2;

/** A moment as Postgres keeps it: to the microsecond. */
export function isoOf(nanoseconds: string): string {
  const micros = BigInt(nanoseconds) / 1_000n;
  const rest = String(micros % 1_000n).padStart(3, "0");
  return new Date(Number(micros / 1_000n)).toISOString().replace("Z", `${rest}Z`);
}

export function msBetween(start: string, end: string): number {
  const ms = Number((BigInt(end) - BigInt(start)) / 1_000_000n);
  return Math.max(0, Math.min(2_147_483_647, ms));
}

/** Spans in the order in which they began; those of one moment by their id. */
export function byStart(a: Pick<OtlpSpan, "start" | "span_id">, b: Pick<OtlpSpan, "start" | "span_id">): number {
  const difference = BigInt(a.start) - BigInt(b.start);
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  return a.span_id < b.span_id ? -1 : a.span_id > b.span_id ? 1 : 0;
}

type Packed = Omit<OtlpSpan, "scope" | "resource"> & { scope: number; resource: number };
/** Spans as they are kept with a turn: what many share stands once. */
export type PackedSpans = { resources: Attributes[]; scopes: OtlpSpan["scope"][]; spans: Packed[] };

export function packSpans(spans: readonly OtlpSpan[]): PackedSpans {
  const packed: PackedSpans = { resources: [], scopes: [], spans: [] };
  const known = new Map<string, number>();
  const place = <T>(list: T[], kind: string, value: T): number => {
    const key = kind + JSON.stringify(value);
    if (!known.has(key)) known.set(key, list.push(value) - 1);
    return known.get(key)!;
  };
  for (const span of spans)
    packed.spans.push({
      ...span,
      scope: place(packed.scopes, "scope", span.scope),
      resource: place(packed.resources, "resource", span.resource),
    });
  return packed;
}

export function unpackSpans(value: unknown): OtlpSpan[] {
  const packed = value as Partial<PackedSpans> | null;
  if (!Array.isArray(packed?.spans)) return [];
  return packed.spans.map((span) => ({
    ...span,
    scope: packed.scopes![span.scope]!,
    resource: packed.resources![span.resource]!,
  }));
}
