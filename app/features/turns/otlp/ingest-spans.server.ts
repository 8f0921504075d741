import { createHash } from "node:crypto";
import {
  clearForRewrite,
  lockTraces,
  readRawAttributes,
  sourcesOfTurns,
  writeTraces,
  type TraceState,
} from "~/data/runtime/otlp-traces.server";
import { deleteTurnRows } from "~/data/runtime/turn-delete.server";
import { ensureTurnPartitions } from "~/data/runtime/turn-partitions.server";
import { claimTurnKeys, lockTurns } from "~/data/runtime/turn-store.server";
import { pool, transaction, type Sql } from "~/data/postgres.server";
import { doorRules, type DoorRules } from "~/features/turns/ingest/door-rules.server";
import type { Sender } from "~/features/turns/ingest/ingest-turns.server";
import type { Masker } from "~/features/turns/masking/masks";
import { AppError } from "~/lib/errors";
import { mergeSpans } from "./merge-spans";
import { isoOf, packSpans, unpackSpans, type OtlpSpan } from "./otlp-span";
import { turnsOfTrace, type TraceTurn } from "./trace-turns";
import { writeTraceTurns, type TurnToWrite } from "./write-trace-turns.server";

const AHEAD_MS = 24 * 3_600_000;
/** A trace is read anew with each request about it, so it cannot grow for ever. */
const MOST_SPANS = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;

export type SpanRefusals = { count: number; reasons: Set<string> };
type Trace = { state: TraceState; known: Map<string, OtlpSpan>; fresh: OtlpSpan[] };

/**
 * Takes spans in, whatever trace they belong to and however much of it is there: the turns of each trace are made anew
 * from all of its spans. One request, one transaction.
 */
export async function ingestSpans(sender: Sender, spans: readonly OtlpSpan[]): Promise<SpanRefusals> {
  const rules = await doorRules();
  const now = new Date();
  const refusals: SpanRefusals = { count: 0, reasons: new Set() };
  const refuse = (reason: string, count = 1) => {
    refusals.count += count;
    refusals.reasons.add(reason);
  };
  // A span does not say whose it is before its trace is known: the rules of every bot that its sender may speak for hold.
  const masker = rules.masks.forBots(sender.bots);
  const byTrace = new Map<string, OtlpSpan[]>();
  for (const span of spans) {
    const at = Number(BigInt(span.start) / 1_000_000n);
    if (at > now.getTime() + AHEAD_MS) refuse("starts more than a day ahead: check the sender's clock");
    else if (at < now.getTime() - rules.retention.rowsMs) refuse("is older than turns are kept");
    else byTrace.set(span.trace_id, [...(byTrace.get(span.trace_id) ?? []), masked(span, masker)]);
  }
  if (byTrace.size === 0) return refusals;
  const days = [...byTrace.values()].flat().map((span) => isoOf(span.start).slice(0, 10));
  await ensureTurnPartitions(
    pool("ingest"),
    [...new Set(days)].map((day) => new Date(day)),
    now,
    // A day that is only partly past the retention of texts still holds some.
    rules.retention.payloadsMs + AHEAD_MS,
  );
  await transaction((sql) => takeIn(sql, sender, { byTrace, rules, now, refuse }), "ingest");
  return refusals;
}

function masked(span: OtlpSpan, masker: Masker | null): OtlpSpan {
  if (!masker) return span;
  return {
    ...span,
    attributes: masker.json(span.attributes) as OtlpSpan["attributes"],
    events: masker.json(span.events) as OtlpSpan["events"],
    resource: masker.json(span.resource) as OtlpSpan["resource"],
    status: { ...span.status, message: masker.text(span.status.message) },
  };
}

type Work = {
  byTrace: ReadonlyMap<string, OtlpSpan[]>;
  rules: DoorRules;
  now: Date;
  refuse: (reason: string, count?: number) => void;
};

async function takeIn(sql: Sql, sender: Sender, { byTrace, rules, now, refuse }: Work): Promise<void> {
  const states = await lockTraces(sql, sender.source, [...byTrace.keys()]);
  const stored = await lockTurns(
    sql,
    states.flatMap((state) => state.turn_ids),
  );
  const raw = await readRawAttributes(
    sql,
    [...stored.values()].map(({ row }) => ({ id: row.id, created_at: row.created_at })),
    MOST_BYTES,
  );
  const keepsTexts = (createdAt: string) => Date.parse(createdAt) >= now.getTime() - rules.retention.payloadsMs;
  const traces: Trace[] = [];
  for (const state of states) {
    const fresh = byTrace.get(state.trace_id)!;
    const rows = state.turn_ids.map((id) => stored.get(id)?.row);
    // What was deleted, or is past its retention, is not put together again from a rest.
    if (rows.some((row) => !row || (keepsTexts(row.created_at) && !raw.has(row.id)))) {
      refuse("belongs to a turn that was deleted or is past its retention", fresh.length);
      continue;
    }
    const known = new Map<string, OtlpSpan>();
    mergeSpans(known, unpackSpans(state.spans));
    for (const id of state.turn_ids) mergeSpans(known, unpackSpans(raw.get(id)?.value));
    const isChanged = mergeSpans(known, fresh);
    if (known.size > MOST_SPANS || state.turn_ids.some((id) => raw.get(id)?.isTooLarge))
      refuse("belongs to a trace that is larger than can be kept together", fresh.length);
    else if (isChanged) traces.push({ state, known, fresh });
  }
  await chooseIds(sql, sender, traces);
  const writes: TurnToWrite[] = [];
  const gone: string[] = [];
  const next: TraceState[] = [];
  for (const { state, known, fresh } of traces) {
    const { turns, loose } = turnsOfTrace([...known.values()]);
    const bots = turns.map((turn) => botFor(sender, turn));
    if (bots.includes(null)) {
      refuse("belongs to a bot that this key is not for", fresh.length);
      continue;
    }
    const ids = turns.map((turn, index) => (index === 0 ? state.base_id : `${state.base_id}-${turn.root_span_id}`));
    for (const [index, turn] of turns.entries())
      writes.push({ id: ids[index]!, bot: bots[index]!, turn, before: stored.get(ids[index]!) ?? null });
    gone.push(...state.turn_ids.filter((id) => !ids.includes(id)));
    // The spans of turns that are too old for their texts have no other place.
    const homeless = turns.filter((turn) => !keepsTexts(turn.created_at)).flatMap((turn) => turn.spans);
    next.push({ ...state, turn_ids: ids, spans: packSpans([...loose, ...homeless]) });
  }
  const written = await claim(sql, sender, writes);
  if (gone.length > 0) await deleteTurnRows(sql, gone);
  await clearForRewrite(
    sql,
    written.flatMap(({ id, before, turn }) =>
      before ? [{ id, created_at: before.row.created_at, next_created_at: turn.created_at }] : [],
    ),
  );
  await writeTraceTurns(sql, { sender, writes: written, rules, now });
  await writeTraces(sql, sender.source, next);
}

/** The bot of a turn, or null when the sender may not speak for it. A key for one bot alone speaks for that. */
function botFor(sender: Sender, { start }: TraceTurn): string | null {
  if (!sender.bots || sender.bots.includes(start.bot)) return start.bot;
  return sender.bots.length === 1 ? sender.bots[0]! : null;
}

/** A turn is named after its trace; where another source has taken that name, after its source as well. */
async function chooseIds(sql: Sql, sender: Sender, traces: readonly Trace[]): Promise<void> {
  const fresh = traces.filter(({ state }) => state.turn_ids.length === 0);
  const taken = await sourcesOfTurns(
    sql,
    fresh.map(({ state }) => state.trace_id),
  );
  for (const { state } of fresh)
    if (taken.has(state.trace_id))
      state.base_id = `${state.trace_id}-${createHash("sha256").update(sender.source).digest("hex").slice(0, 8)}`;
}

/** Takes the ids of new turns. When somebody else takes one at this very moment, the next try finds it. */
async function claim(sql: Sql, sender: Sender, writes: readonly TurnToWrite[]): Promise<TurnToWrite[]> {
  const created = writes.filter(({ before }) => !before);
  const claimed = await claimTurnKeys(
    sql,
    created.map(({ id, turn }) => ({ id, created_at: turn.created_at, source: sender.source })),
  );
  const written = writes.filter(({ before, id }) => before !== null || claimed.has(id));
  if (written.length < writes.length)
    throw new AppError("unavailable", "The id of a turn was taken meanwhile; send this again.", { retry_after_s: 1 });
  return written;
}
