import type { ModelCall, ToolCall, TurnStart, TurnUpdate } from "~/features/turns/ingest/ingest-schemas.server";
import type { TurnStatus } from "~/data/runtime/turn-state";
import { isoOf, msBetween, type OtlpSpan } from "./otlp-span";
import { addTokens, asId, costOf, errorOf, field, nameField, tagsOf, tokensOf, wholeField } from "./span-facts";
import { askedOf, saidOf, textOf } from "./span-texts";
import { growTree, type SpanGroup, type SpanTree } from "./span-tree";
import { parsed } from "./dialects/sources";

/** As long as the root of a trace is missing, its turn waits this long for more. */
const ORPHAN_LEASE_S = 120;

export type TraceTurn = {
  root_span_id: string | null;
  created_at: string;
  spans: OtlpSpan[];
  start: TurnStart;
  /** Its end, or null while its root is missing. */
  end: TurnUpdate;
  silent: { status: TurnStatus; ended_at: string } | null;
  tools: { call_id: string; call: ToolCall }[];
  models: { call_id: string; call: ModelCall }[];
};

/** The turns that the spans of a trace tell of, the first first, and the spans of none. */
export function turnsOfTrace(spans: readonly OtlpSpan[]): { turns: TraceTurn[]; loose: OtlpSpan[] } {
  const tree = growTree(spans);
  const loose = tree.loose.map((span) => (tree.passing.has(span.span_id) ? bare(span) : span));
  return { turns: tree.groups.map((group) => turnOf(group, tree)), loose };
}

function bare(span: OtlpSpan): OtlpSpan {
  return {
    ...span,
    attributes: {},
    events: [],
    status: { code: 0, message: "" },
    resource: {},
    scope: { name: "", version: "", attributes: {} },
    is_bare: true,
  };
}

function turnOf(group: SpanGroup, tree: SpanTree): TraceTurn {
  const { root, spans } = group;
  const kind = (span: OtlpSpan) => tree.kinds.get(span.span_id) ?? null;
  // A model's span around another's is a wrapper: counting both would count everything twice.
  const wrappers = new Set<string>();
  for (const span of spans)
    if (kind(span) === "llm")
      for (let up = tree.parentOf(span); up; up = tree.parentOf(up)) {
        if (wrappers.has(up.span_id)) break;
        wrappers.add(up.span_id);
      }
  const models = spans.filter(
    (span) => kind(span) === "embedding" || (kind(span) === "llm" && !wrappers.has(span.span_id)),
  );
  const chats = models.filter((span) => kind(span) === "llm");
  const tools = spans.filter((span) => span !== root && ["tool", "retrieval", "agent"].includes(kind(span) ?? ""));
  // The root's own word first, then that of whoever spoke first.
  const ordered = root ? [root, ...spans.filter((span) => span !== root)] : spans;
  const pick = <T>(of: (span: OtlpSpan) => T | undefined | null): T | undefined => {
    for (const span of ordered) {
      const value = of(span);
      if (value !== undefined && value !== null) return value;
    }
    return undefined;
  };
  const lead = root ?? chats[0] ?? spans[0]!;
  const began = (root ?? spans[0]!).start;
  return {
    root_span_id: root?.span_id ?? null,
    created_at: isoOf(began),
    spans,
    start: startOf({ root, lead, ordered, chats, pick }),
    end: endOf({ root, spans, models, chats, began }),
    silent: root ? null : silentEnd(spans, chats),
    tools: tools.map((span) => ({ call_id: span.span_id, call: toolOf(span, kind(span) === "agent", tools, tree) })),
    models: models.map((span) => ({ call_id: span.span_id, call: modelOf(span) })),
  };
}

type Pick = <T>(of: (span: OtlpSpan) => T | undefined | null) => T | undefined;
type Parts = { root: OtlpSpan | null; chats: OtlpSpan[]; pick: Pick };

function serviceOf({ resource }: OtlpSpan): string | undefined {
  const name = resource["service.name"];
  return typeof name === "string" && !name.startsWith("unknown_service") ? asId(name) : undefined;
}

function startOf({ root, lead, ordered, chats, pick }: Parts & { lead: OtlpSpan; ordered: OtlpSpan[] }): TurnStart {
  const asked = root ? askedOf(root) : { messages: null, text: null };
  const first = chats[0] && chats[0] !== root ? askedOf(chats[0]) : { messages: null, text: null };
  const agent =
    (root && asId(nameField(root, "agent"))) ?? (root ? undefined : pick((span) => asId(field(span, "agent"))));
  const speaker = (name: "model" | "provider") =>
    (root && nameField(root, name)) ??
    chats.map((span) => nameField(span, name)).find(Boolean) ??
    pick((span) => nameField(span, name));
  const stream = pick((span) => field(span, "stream"));
  return {
    bot: agent ?? serviceOf(lead) ?? pick((span) => asId(field(span, "fallbackName"))) ?? "unknown",
    user_id: pick((span) => nameField(span, "user")),
    session_id: pick((span) => asId(field(span, "session"))),
    model: speaker("model"),
    provider: speaker("provider"),
    environment: pick(
      (span) => nameField(span, "environment") ?? nameField({ ...span, attributes: span.resource }, "environment"),
    ),
    tags: [...new Set(ordered.flatMap(tagsOf))].slice(0, 64),
    stream: typeof stream === "boolean" ? stream : undefined,
    user_prompt: asked.text ?? (asked.messages ? null : first.text),
    request_messages: asked.messages ?? first.messages,
    prompts: promptsOf(ordered),
    lease_s: ORPHAN_LEASE_S,
    metadata: {
      trace_id: lead.trace_id,
      ...(root && { root_span: root.name }),
      ...(lead.scope.name && { instrumentation: `${lead.scope.name} ${lead.scope.version}`.trim() }),
      ...(typeof lead.resource["service.version"] === "string" && {
        service_version: lead.resource["service.version"],
      }),
    },
  };
}

function promptsOf(spans: readonly OtlpSpan[]): TurnStart["prompts"] {
  const known = new Map<string, { key: string; scope: string; version: number }>();
  for (const span of spans) {
    const key = nameField(span, "promptName");
    const version = wholeField(span, "promptVersion");
    if (key && version !== undefined) known.set(`${key} ${version}`, { key, scope: "global", version });
  }
  return known.size > 0 ? [...known.values()].slice(0, 64) : undefined;
}

/** Costs are added up as whole billionths, so that the order in which they come changes nothing. */
function addCosts(costs: readonly (number | undefined)[]): string | undefined {
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length === 0) return undefined;
  return (known.reduce((sum, cost) => sum + Math.round(cost * 1e9), 0) / 1e9).toFixed(9);
}

function endOf(parts: Omit<Parts, "pick"> & { spans: OtlpSpan[]; models: OtlpSpan[]; began: string }): TurnUpdate {
  const { root, spans, models, chats, began } = parts;
  const said = root ? saidOf(root) : { text: null, reasoning: null };
  const inOrderOfEnd = [...chats].sort((a, b) => Number(BigInt(a.end) - BigInt(b.end)));
  const last = inOrderOfEnd.map(saidOf);
  const text = said.text ?? last.findLast((each) => each.text)?.text;
  const reasoning = said.reasoning ?? last.findLast((each) => each.reasoning)?.reasoning;
  const ttft = chats.map((span) => ({ span, ms: wholeField(span, "ttftMs") })).find(({ ms }) => ms !== undefined);
  const tokens = addTokens(models.map(tokensOf)) ?? (root && tokensOf(root));
  const cost = addCosts(models.map(costOf)) ?? addCosts([root ? costOf(root) : undefined]);
  const error = root && errorOf(root);
  const cause = error?.text === "error" ? spans.map(errorOf).find((each) => each && each.text !== "error") : null;
  const finish = (root && finishOf(root)) ?? inOrderOfEnd.map(finishOf).findLast(Boolean);
  return {
    ...(text && { response_text: text }),
    ...(reasoning && { reasoning_text: reasoning }),
    ...(ttft && { ttft_ms: Math.min(2_147_483_647, ttft.ms! + msBetween(began, ttft.span.start)) }),
    ...(tokens && { token_usage: tokens }),
    ...(cost !== undefined && { cost_usd: cost }),
    ...(finish && root && { end_reason: finish }),
    ...(error && { error_text: cause?.text ?? error.text }),
    ...(root && {
      status: error?.status ?? "ok",
      ended_at: isoOf(root.end),
      latency_ms: msBetween(root.start, root.end),
    }),
  };
}

/** How a turn ends of whose root nothing is ever heard: as the last of its model calls did. */
function silentEnd(spans: readonly OtlpSpan[], chats: readonly OtlpSpan[]): NonNullable<TraceTurn["silent"]> {
  const latest = (some: readonly OtlpSpan[]) =>
    some.reduce((found, span) => (BigInt(span.end) > BigInt(found.end) ? span : found));
  const last = latest(chats.length > 0 ? chats : spans);
  return { status: errorOf(last)?.status ?? "ok", ended_at: isoOf(latest(spans).end) };
}

function finishOf(span: OtlpSpan): string | undefined {
  const value = parsed(field(span, "finish"));
  const reasons = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string" && each !== "");
  return reasons.length > 0 ? [...new Set(reasons)].join(", ").slice(0, 256) : undefined;
}

function toolOf(span: OtlpSpan, isAgent: boolean, tools: readonly OtlpSpan[], tree: SpanTree): ToolCall {
  const ids = new Set(tools.map(({ span_id }) => span_id));
  let above = tree.parentOf(span);
  while (above && !ids.has(above.span_id)) above = tree.parentOf(above);
  const error = errorOf(span);
  const asked = isAgent ? askedOf(span) : null;
  const given = isAgent
    ? (asked?.messages ?? asked?.text)
    : parsed(field(span, "toolArguments") ?? field(span, "input"));
  const result = isAgent ? saidOf(span).text : textOf(field(span, "toolResult") ?? field(span, "output"));
  return {
    tool_name: (isAgent ? nameField(span, "agent") : nameField(span, "tool")) ?? (span.name.slice(0, 256) || "tool"),
    ...(given !== undefined && given !== null && { arguments: given }),
    result_text: result ?? error?.text ?? null,
    status: error ? "error" : "ok",
    parent_call_id: above?.span_id ?? null,
    started_at: isoOf(span.start),
    ended_at: isoOf(span.end),
  };
}

function modelOf(span: OtlpSpan): ModelCall {
  const tokens = tokensOf(span);
  const cost = addCosts([costOf(span)]);
  return {
    model: nameField(span, "model") ?? "unknown",
    provider: nameField(span, "provider") ?? null,
    ...(tokens && { token_usage: tokens }),
    cost_usd: cost ?? null,
    latency_ms: msBetween(span.start, span.end),
    finish_reason: finishOf(span) ?? null,
    error_text: errorOf(span)?.text ?? null,
    started_at: isoOf(span.start),
    ended_at: isoOf(span.end),
  };
}
