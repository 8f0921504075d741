/** The small row of a turn, as it is held between reading and writing it. Times are text from Postgres or ISO. */
export type TurnStatus = "streaming" | "ok" | "error" | "timeout" | "aborted" | "interrupted";

export type TurnRow = {
  id: string;
  created_at: string;
  source: string;
  bot_id: string;
  user_id: string | null;
  session_id: string | null;
  model: string | null;
  provider: string | null;
  channel: string | null;
  environment: string | null;
  tags: string[];
  stream: boolean | null;
  status: TurnStatus;
  end_reason: string | null;
  error_text: string | null;
  error_fingerprint: string | null;
  ended_at: string | null;
  latency_ms: number | null;
  ttft_ms: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  reasoning_tokens: number | null;
  cost_usd: string | null;
  tool_call_count: number;
  llm_call_count: number;
  prompt_preview: string | null;
  response_preview: string | null;
  trigger_message_id: string | null;
  parent_turn_id: string | null;
  agent_session_key: string | null;
  agent_request_id: string | null;
  animation: string | null;
  content_context_id: string | null;
  reservation_key: string | null;
};

/** A turn that runs: its lease, and how much text has come. */
export type TurnRun = {
  lease_s: number;
  lease_until: string;
  response_chars: number;
  reasoning_chars: number;
  /** How long the response is that was sent, where masking has changed what is stored. */
  response_sent_chars: number | null;
  /** What the turn ends as when nothing more is heard of it, where that is not "interrupted". */
  silent_status?: TurnStatus | null;
  silent_ended_at?: string | null;
  stop_requested_at: string | null;
};
