import type { TurnRow } from "~/data/runtime/turn-state";
import { formatDuration } from "~/lib/duration";
import { formatMoneyExactly } from "~/lib/money";
import { formatNumber } from "~/lib/numbers";
import type { ReadableMessage } from "./readable-messages";
import { statusWord, totalTokens, type ToldBy } from "./turn-view";

export type DiffPart = {
  id: "prompt" | "messages" | "response" | "tools";
  title: string;
  before: string;
  after: string;
};
export type Setting = { name: string; before: string | null; after: string | null };

/** One side of a comparison, as it is shown above it. */
export type DiffSide = {
  id: string;
  bot: string;
  status: TurnRow["status"];
  created_at: string;
  session_id: string | null;
  payload_expired: boolean;
};

export type TurnDiff = {
  before: DiffSide;
  after: DiffSide;
  settings: Setting[];
  parts: DiffPart[];
  /** Some texts are compared only as far as they are shown. */
  is_cut: boolean;
};

/** What can be set or measured, in the order in which people ask. */
export function settingsOf(row: TurnRow, toldBy: ToldBy[]): [string, string | null][] {
  const count = (value: number | null) => (value === null ? null : formatNumber(value));
  const ms = (value: number | null) => (value === null ? null : formatDuration(value));
  return [
    ["Bot", row.bot_id],
    ["Model", row.model],
    ["Provider", row.provider],
    [
      "Prompts",
      toldBy.length > 0 ? toldBy.map(({ key, scope, version }) => `${key} v${version} ${scope}`).join(", ") : null,
    ],
    ["Status", statusWord(row.status)],
    ["Why it ended", row.end_reason],
    ["Latency", ms(row.latency_ms)],
    ["First token", ms(row.ttft_ms)],
    ["Tokens", count(totalTokens(row))],
    ["Input, not cached", count(row.input_tokens)],
    ["Read from cache", count(row.cache_read_tokens)],
    ["Written to cache", count(row.cache_write_tokens)],
    ["Output", count(row.output_tokens)],
    ["Reasoning", count(row.reasoning_tokens)],
    ["Cost", row.cost_usd === null ? null : formatMoneyExactly(row.cost_usd)],
    ["Tool calls", count(row.tool_call_count)],
    ["Model calls", count(row.llm_call_count)],
    ["User", row.user_id],
    ["Session", row.session_id],
    ["Channel", row.channel],
    ["Environment", row.environment],
    ["Tags", row.tags.length > 0 ? [...row.tags].sort().join(", ") : null],
    ["Content", row.content_context_id],
    ["Animation", row.animation],
    ["Streams", row.stream === null ? null : row.stream ? "yes" : "no"],
    ["Error", row.error_fingerprint],
    ["Source", row.source],
  ];
}

/** Messages as lines, so that a difference is one of words and not of brackets. */
export function messagesText(messages: ReadableMessage[]): string {
  return messages
    .map(({ role, name, parts }) => {
      const lines = parts.map((part) => {
        if (part.kind === "media") return `[${part.what}]`;
        if (part.kind === "call") return `→ ${part.name} ${part.text.text}`;
        if (part.kind === "result") return `← ${part.text.text}`;
        return part.text.text;
      });
      return [`# ${role}${name ? ` (${name})` : ""}`, ...lines].join("\n");
    })
    .join("\n\n");
}

type Tool = { name: string; status: string; arguments: string; result: string };

export function toolsText(tools: Tool[]): string {
  return tools
    .map((tool) =>
      [`# ${tool.name} ${tool.status}`, tool.arguments, tool.result && `= ${tool.result}`].filter(Boolean).join("\n"),
    )
    .join("\n\n");
}
