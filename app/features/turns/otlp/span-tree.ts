import type { SpanKind } from "./dialects/dialect";
import { byStart, type OtlpSpan } from "./otlp-span";
import { kindOf } from "./span-facts";

/** The spans of one turn: its root, or null as long as that has not come, and all that belong to it in order. */
export type SpanGroup = { root: OtlpSpan | null; spans: OtlpSpan[] };
export type SpanTree = {
  groups: SpanGroup[];
  /** Spans of no turn. */
  loose: OtlpSpan[];
  /** Of these, the ones that no turn can take in any more, whatever comes. */
  passing: ReadonlySet<string>;
  kinds: ReadonlyMap<string, SpanKind | null>;
  parentOf: (span: OtlpSpan) => OtlpSpan | undefined;
};

const OPERATIONS = new Set<SpanKind | null>(["agent", "chain", "llm"]);

/**
 * Cuts a trace into turns: one for each topmost operation of an agent or a model. What it answers depends on the
 * spans alone and not on the order in which they came. As long as a parent is missing, what hangs on it counts to the
 * turn that ran at that time, or makes one turn of its own, which the root takes over when it comes; so a turn that was
 * there once never goes away again.
 */
export function growTree(unordered: readonly OtlpSpan[]): SpanTree {
  const spans = [...unordered].sort(byStart);
  const byId = new Map(spans.map((span) => [span.span_id, span]));
  const kinds = new Map(spans.map((span) => [span.span_id, kindOf(span)]));
  const parentOf = (span: OtlpSpan) => (span.parent_span_id === null ? undefined : byId.get(span.parent_span_id));
  const children = new Map<string, OtlpSpan[]>();
  for (const span of spans) {
    const parent = parentOf(span);
    if (!parent) continue;
    const beside = children.get(parent.span_id);
    if (beside) beside.push(span);
    else children.set(parent.span_id, [span]);
  }
  const below = (top: OtlpSpan): OtlpSpan[] => {
    const found: OtlpSpan[] = [];
    for (const open = [top]; open.length > 0;) {
      const span = open.pop()!;
      found.push(span);
      open.push(...(children.get(span.span_id) ?? []));
    }
    return found;
  };
  const works = (span: OtlpSpan) => OPERATIONS.has(kinds.get(span.span_id) ?? null);
  // Every span above an operation, each visited once.
  const leading = new Set<string>();
  for (const span of spans)
    if (works(span))
      for (let up = parentOf(span); up && !leading.has(up.span_id); up = parentOf(up)) leading.add(up.span_id);
  const isRoot = (span: OtlpSpan) => works(span) || (kinds.get(span.span_id) === "step" && leading.has(span.span_id));

  const roots: OtlpSpan[] = [];
  const orphans: OtlpSpan[] = [];
  const passing = new Set<string>();
  for (const top of spans.filter((span) => !parentOf(span))) {
    if (top.parent_span_id !== null && !top.has_remote_parent) orphans.push(top);
    else
      for (const open = [top]; open.length > 0;) {
        const span = open.pop()!;
        if (isRoot(span)) roots.push(span);
        else open.push(...(children.get(span.span_id) ?? []));
      }
  }
  roots.sort(byStart);
  const groups: { root: OtlpSpan | null; spans: OtlpSpan[] }[] = roots.map((root) => ({ root, spans: below(root) }));
  const hanging = orphans.map(below);
  if (groups.length > 0) for (const some of hanging) hostOf(groups, some[0]!).spans.push(...some);
  else if (hanging.some((some) => some.some(works))) groups.push({ root: null, spans: hanging.flat() });
  for (const group of groups) group.spans.sort(byStart);
  const taken = new Set(groups.flatMap((group) => group.spans.map((span) => span.span_id)));
  return { groups, loose: spans.filter((span) => !taken.has(span.span_id)), passing, kinds, parentOf };
}

/** The turn that ran when a span began, the one that had begun last; without any, the first. */
function hostOf<Group extends SpanGroup>(groups: readonly Group[], span: OtlpSpan): Group {
  const at = BigInt(span.start);
  const running = groups.filter(({ root }) => BigInt(root!.start) <= at && at <= BigInt(root!.end));
  return running.at(-1) ?? groups[0]!;
}
