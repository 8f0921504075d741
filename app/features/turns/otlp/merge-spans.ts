import type { OtlpSpan } from "./otlp-span";

/**
 * Adds spans to those that are known, each once. Of two that share an id the one that ended later stays, so that the
 * order in which they came does not matter. Answers whether that changed anything.
 */
export function mergeSpans(known: Map<string, OtlpSpan>, spans: readonly OtlpSpan[]): boolean {
  let isChanged = false;
  for (const span of spans) {
    const before = known.get(span.span_id);
    if (before && !isLater(span, before)) continue;
    known.set(span.span_id, span);
    isChanged = true;
  }
  return isChanged;
}

function isLater(span: OtlpSpan, before: OtlpSpan): boolean {
  if (span.end !== before.end) return BigInt(span.end) > BigInt(before.end);
  if (before.is_bare) return false;
  return JSON.stringify(span) > JSON.stringify(before);
}
