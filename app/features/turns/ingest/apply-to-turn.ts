import type { TurnRow, TurnRun, TurnStatus } from "~/data/runtime/turn-state";
import { AppError } from "~/lib/errors";
import type { TurnStart, TurnUpdate } from "./ingest-schemas.server";
import type { Masker } from "~/features/turns/masking/masks";
import { codePoints, errorFingerprint, fromCodePoint, preview, promptOf } from "./turn-texts";

const ERROR_PREVIEW_CHARS = 500;
const DEFAULT_LEASE_S = 600;
/** The end_reason of a turn that its lease has closed. */
export const SILENT = "silent";

/** A turn on its way through one request: its row, its run, and what has to be written of both. */
export type WorkingTurn = {
  row: TurnRow;
  run: TurnRun | null;
  isNew: boolean;
  rowChanged: boolean;
  /** Whether this request ends it. */
  ended: boolean;
  /** Whether this request takes back the lease's verdict. */
  reopened: boolean;
  /** Text that came in this request, in order. A replaced text starts over at 0. */
  pieces: { kind: "response" | "reasoning"; at: number; body: string }[];
  replaced: Set<"response" | "reasoning">;
  payload: {
    response_sent_chars?: number | null;
    raw_attributes?: unknown;
    user_prompt?: string | null;
    request_messages?: unknown;
    prompts?: TurnStart["prompts"];
    metadata?: Record<string, unknown>;
    error_text?: string | null;
  };
};

export function isFinal(status: TurnStatus): boolean {
  return status !== "streaming";
}

export function newTurn(start: TurnStart, id: string, createdAt: string, source: string): WorkingTurn {
  const prompt = start.user_prompt ?? promptOf(start.request_messages);
  const row: TurnRow = {
    id,
    created_at: createdAt,
    source,
    bot_id: start.bot,
    user_id: start.user_id ?? null,
    session_id: start.session_id ?? null,
    model: start.model ?? null,
    provider: start.provider ?? null,
    channel: start.channel ?? null,
    environment: start.environment ?? null,
    tags: [...new Set(start.tags)],
    stream: start.stream ?? null,
    status: "streaming",
    end_reason: null,
    error_text: null,
    error_fingerprint: null,
    ended_at: null,
    latency_ms: null,
    ttft_ms: null,
    input_tokens: null,
    output_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: null,
    reasoning_tokens: null,
    cost_usd: null,
    tool_call_count: 0,
    llm_call_count: 0,
    prompt_preview: preview(prompt),
    response_preview: null,
    trigger_message_id: start.trigger_message_id ?? null,
    parent_turn_id: start.parent_turn_id ?? null,
    agent_session_key: start.agent_session_key ?? null,
    agent_request_id: start.agent_request_id ?? null,
    animation: null,
    content_context_id: start.content_context_id ?? null,
    reservation_key: start.reservation_key ?? null,
  };
  const run: TurnRun = {
    lease_s: start.lease_s,
    lease_until: "",
    response_chars: 0,
    reasoning_chars: 0,
    response_sent_chars: null,
    stop_requested_at: null,
  };
  return {
    row,
    run,
    isNew: true,
    rowChanged: false,
    ended: false,
    reopened: false,
    pieces: [],
    replaced: new Set(),
    payload: {
      user_prompt: prompt,
      request_messages: start.request_messages ?? null,
      prompts: start.prompts ?? null,
      metadata: start.metadata ?? undefined,
    },
  };
}

/** Reads what is known of a turn's text, this request's part included; asked for only when it matters. */
export type ReadText = (kind: "response" | "reasoning") => Promise<string>;

/** What hides parts of the response, and how long the response of a finished turn is that was sent. */
export type ResponseMask = { masker: Masker | null; readSent: () => Promise<number | null> };
const NO_MASK: ResponseMask = { masker: null, readSent: () => Promise.resolve(null) };

/** A copy to go back to when one of several items is refused halfway. */
export function copyTurn(turn: WorkingTurn): WorkingTurn {
  return {
    ...turn,
    row: { ...turn.row },
    run: turn.run && { ...turn.run },
    pieces: [...turn.pieces],
    replaced: new Set(turn.replaced),
    payload: { ...turn.payload },
  };
}

/** Applies one update to the turn. When it throws, the turn is to be thrown away for the copy made before. */
export async function applyUpdate(
  turn: WorkingTurn,
  patch: TurnUpdate,
  now: Date,
  readText: ReadText,
  mask = NO_MASK,
): Promise<void> {
  if (patch.status === "streaming" && turn.row.status === "interrupted") await reopen(turn, readText, mask);
  if (patch.response_append !== undefined)
    await append(turn, { body: patch.response_append, offset: patch.response_offset }, readText, mask);
  if (patch.response_text !== undefined) replaceText(turn, "response", patch.response_text, mask.masker);
  if (patch.reasoning_text !== undefined) replaceText(turn, "reasoning", patch.reasoning_text, null);
  const { row } = turn;
  const set = <K extends keyof TurnRow>(key: K, value: TurnRow[K] | undefined) => {
    if (value === undefined || row[key] === value) return;
    row[key] = value;
    turn.rowChanged = true;
  };
  set("end_reason", patch.end_reason);
  set("model", patch.model);
  set("ttft_ms", patch.ttft_ms);
  set("latency_ms", patch.latency_ms);
  set("ended_at", patch.ended_at);
  set("animation", patch.animation);
  set("cost_usd", patch.cost_usd);
  if (patch.tags) set("tags", [...new Set(patch.tags)]);
  if (patch.token_usage) {
    const { input, output, cache_read, cache_write, reasoning } = patch.token_usage;
    set("input_tokens", input);
    set("output_tokens", output);
    set("cache_read_tokens", cache_read);
    set("cache_write_tokens", cache_write);
    set("reasoning_tokens", reasoning);
  }
  if (patch.error_text !== undefined) {
    turn.payload.error_text = patch.error_text;
    set(
      "error_text",
      patch.error_text &&
        [...patch.error_text.slice(0, 2 * ERROR_PREVIEW_CHARS)].slice(0, ERROR_PREVIEW_CHARS).join(""),
    );
    set("error_fingerprint", errorFingerprint(patch.error_text));
  }
  if (patch.metadata) turn.payload.metadata = { ...turn.payload.metadata, ...patch.metadata };
  // A late "streaming" on a finished turn says nothing new.
  if (patch.status !== undefined && patch.status !== "streaming") finish(turn, patch.status, now, patch);
}

/** Only the lease's own verdict can be taken back. The text goes back to pieces, to be appended to. */
async function reopen(turn: WorkingTurn, readText: ReadText, { readSent }: ResponseMask): Promise<void> {
  const [response, reasoning] = [await readText("response"), await readText("reasoning")];
  turn.row.status = "streaming";
  turn.row.ended_at = null;
  turn.row.latency_ms = null;
  if (turn.row.end_reason === SILENT) turn.row.end_reason = null;
  turn.rowChanged = true;
  turn.reopened = true;
  turn.run = {
    lease_s: DEFAULT_LEASE_S,
    lease_until: "",
    response_chars: codePoints(response),
    reasoning_chars: codePoints(reasoning),
    response_sent_chars: await readSent(),
    stop_requested_at: null,
  };
  turn.pieces = [];
  turn.replaced = new Set(["response", "reasoning"]);
  if (response) turn.pieces.push({ kind: "response", at: 0, body: response });
  if (reasoning) turn.pieces.push({ kind: "reasoning", at: 0, body: reasoning });
}

function finish(turn: WorkingTurn, status: TurnStatus, now: Date, patch: TurnUpdate): void {
  const { row } = turn;
  if (row.status === status) return;
  const wasInterrupted = row.status === "interrupted";
  const first = !isFinal(row.status) || wasInterrupted;
  row.status = status;
  turn.rowChanged = true;
  if (!first) return;
  // What the lease noted of the end was a guess; what the runtime said earlier was not.
  const before = wasInterrupted ? { ended_at: null, latency_ms: null } : row;
  if (wasInterrupted && row.end_reason === SILENT) row.end_reason = null;
  row.ended_at = patch.ended_at ?? before.ended_at ?? now.toISOString();
  row.latency_ms = patch.latency_ms ?? before.latency_ms ?? elapsed(row.created_at, row.ended_at);
  if (turn.run) turn.ended = true;
}

function elapsed(from: string, to: string): number {
  return Math.max(0, Math.min(2_147_483_647, Date.parse(to) - Date.parse(from)));
}

async function append(
  turn: WorkingTurn,
  { body, offset }: { body: string; offset: number | undefined },
  readText: ReadText,
  { masker, readSent }: ResponseMask,
): Promise<void> {
  // A finished turn keeps its text in one piece; a late append to it is checked and written against that.
  const stored = turn.run ? turn.run.response_chars : codePoints(await readText("response"));
  const sent = turn.run
    ? turn.run.response_sent_chars
    : turn.payload.response_sent_chars === undefined
      ? await readSent()
      : turn.payload.response_sent_chars;
  // The runtime counts what it sent, whatever was hidden of that.
  const length = sent ?? stored;
  const at = offset ?? length;
  if (at > length)
    throw new AppError("conflict", "The append starts past the end of the text.", { expected_offset: length });
  let fresh = body;
  if (at < length) {
    // Where something is hidden there is nothing left to compare with: the overlap is taken on trust.
    const known = sent === null ? fromCodePoint(await readText("response"), at) : null;
    const overlap = [...body].slice(0, length - at).join("");
    if (known !== null && !known.startsWith(overlap))
      throw new AppError("conflict", "The append differs from the text that is there.", { expected_offset: length });
    fresh = fromCodePoint(body, length - at);
  }
  if (fresh === "") return;
  const shown = masker ? masker.text(fresh) : fresh;
  turn.pieces.push({ kind: "response", at: stored, body: shown });
  noteSent(turn, sent === null && shown === fresh ? null : length + codePoints(fresh));
  if (turn.run) turn.run.response_chars = stored + codePoints(shown);
  if (stored === 0) showPreview(turn, shown);
}

function noteSent(turn: WorkingTurn, chars: number | null): void {
  if (turn.run) turn.run.response_sent_chars = chars;
  else turn.payload.response_sent_chars = chars;
}

/** Lists show how a response begins: its first piece while it comes, the beginning of the whole when it ends. */
export function showPreview(turn: WorkingTurn, body: string | null): void {
  const next = preview(body);
  if (next === turn.row.response_preview) return;
  turn.row.response_preview = next;
  turn.rowChanged = true;
}

function replaceText(turn: WorkingTurn, kind: "response" | "reasoning", sent: string, masker: Masker | null): void {
  const body = masker ? masker.text(sent) : sent;
  if (kind === "response") noteSent(turn, body === sent ? null : codePoints(sent));
  turn.pieces = turn.pieces.filter((piece) => piece.kind !== kind);
  turn.replaced.add(kind);
  if (body !== "") turn.pieces.push({ kind, at: 0, body });
  if (turn.run) turn.run[kind === "response" ? "response_chars" : "reasoning_chars"] = codePoints(body);
  if (kind === "response") showPreview(turn, body);
}
