import type { TurnRow, TurnStatus } from "~/data/runtime/turn-state";
import type { StatusKind } from "~/ui/status";

/** The beginning of a text, and how many code points the whole has. */
export type TextHead = { text: string; chars: number };

/** One call on the time axis. */
export type CallSpan = {
  kind: "model" | "tool";
  id: string;
  name: string;
  status: "running" | "ok" | "error" | "interrupted";
  parent: string | null;
  started_at: string;
  ended_at: string | null;
  duration_ms: number | null;
  /** From 2 on it is a retry. */
  attempt: number | null;
};

export type ToldBy = { key: string; scope: string; version: number };

/** What a panel shows of a turn, and what its live stream keeps up to date. */
export type TurnView = {
  row: TurnRow;
  prompt: TextHead | null;
  response: TextHead | null;
  reasoning: TextHead | null;
  error: TextHead | null;
  told_by: ToldBy[];
  spans: CallSpan[];
  /** There are more calls than are shown. */
  has_more_spans: boolean;
  stop: { at: string; by: string | null } | null;
  /** The texts are older than they are kept. */
  payload_expired: boolean;
};

export const STATUS_KIND: Record<TurnStatus, StatusKind> = {
  streaming: "running",
  ok: "ok",
  error: "error",
  timeout: "warning",
  aborted: "off",
  interrupted: "warning",
};

export function statusWord(status: TurnStatus): string {
  return status === "streaming" ? "running" : status;
}

type Tokens = Pick<
  TurnRow,
  "input_tokens" | "output_tokens" | "cache_read_tokens" | "cache_write_tokens" | "reasoning_tokens"
>;

/** Null when nothing is known of any bucket: that is not zero. */
export function totalTokens(row: Tokens): number | null {
  const known = [
    row.input_tokens,
    row.output_tokens,
    row.cache_read_tokens,
    row.cache_write_tokens,
    row.reasoning_tokens,
  ].filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : null;
}

/** Where a turn's page is. */
export function turnHref(id: string): string {
  return `/turns/${encodeURIComponent(id)}`;
}

export function sessionHref(id: string): string {
  return `/sessions/${encodeURIComponent(id)}`;
}
