import { formatDuration, formatSeconds } from "~/lib/duration";
import { formatMoney, formatMoneyExactly } from "~/lib/money";
import { formatCompact, formatNumber } from "~/lib/numbers";
import type { ReactNode } from "react";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { useNow, useTimeZone } from "~/ui/clock";
import { formatExact } from "~/ui/relative-time";
import { RunningTimer } from "./running-timer";
import { formatTurnTime } from "./turn-time";

/** Plain functions, not components: a list calls them six hundred times. */
export function None({ title }: { title?: string }) {
  return (
    <span className="text-faint" title={title}>
      –
    </span>
  );
}

/** What has ended without telling: not zero, and not "still to come". */
function Unknown() {
  return <span className="text-faint">unknown</span>;
}

export function TurnTime({ row }: { row: TurnListRow }) {
  const timeZone = useTimeZone();
  const now = useNow();
  const at = new Date(row.created_at);
  return (
    <time dateTime={row.created_at} title={formatExact(at, timeZone)} className="whitespace-nowrap tabular-nums">
      {formatTurnTime(at, new Date(now), timeZone)}
    </time>
  );
}

/** The time to the first token, small, and the time to the end; while it runs a clock. */
export function latency(row: TurnListRow): ReactNode {
  if (row.status === "streaming") return <RunningTimer since={row.created_at} />;
  if (row.latency_ms === null) return <Unknown />;
  const first = row.ttft_ms === null ? null : `First token after ${formatDuration(row.ttft_ms)}`;
  return (
    <span title={[formatDuration(row.latency_ms), first].filter(Boolean).join(". ")}>
      {row.ttft_ms !== null && (
        <span className="first-token">{(row.ttft_ms / 1000).toFixed(row.ttft_ms < 9_950 ? 2 : 1)}</span>
      )}
      {formatSeconds(row.latency_ms)}
    </span>
  );
}

export function firstToken(row: TurnListRow): ReactNode {
  return row.ttft_ms === null ? <None /> : formatDuration(row.ttft_ms);
}

const BUCKETS = [
  ["in", "input_tokens"],
  ["cached", "cache_read_tokens"],
  ["written to the cache", "cache_write_tokens"],
  ["out", "output_tokens"],
  ["reasoning", "reasoning_tokens"],
] as const;

export function tokens(row: TurnListRow): ReactNode {
  if (row.total_tokens === null) return <None title={row.status === "streaming" ? undefined : "unknown"} />;
  const parts = BUCKETS.flatMap(([name, column]) =>
    row[column] === null ? [] : [`${formatNumber(row[column])} ${name}`],
  );
  return (
    <span title={`${formatNumber(row.total_tokens)} tokens: ${parts.join(", ")}`}>
      {formatCompact(row.total_tokens)}
    </span>
  );
}

export function cost(row: TurnListRow): ReactNode {
  if (row.cost_usd === null) return row.status === "streaming" ? <None /> : <Unknown />;
  const [short, exact] = [formatMoney(row.cost_usd), formatMoneyExactly(row.cost_usd)];
  return short === exact ? short : <span title={exact}>{short}</span>;
}

export function tools(row: TurnListRow): ReactNode {
  const count = row.tool_call_count;
  return count === 0 ? <span className="text-faint">0</span> : formatNumber(count);
}

export function preview(text: string | null): ReactNode {
  return text || <None />;
}

/** What it said; in its place, what went wrong. */
export function response(row: TurnListRow): ReactNode {
  if (row.status === "error" || row.status === "timeout") {
    const text = row.error_text ?? row.end_reason;
    return (
      <span className={row.status === "error" ? "text-err" : "text-warn"}>{text ?? "The runtime gave no reason."}</span>
    );
  }
  if (row.response_preview) return row.response_preview;
  if (row.status === "streaming") return <span className="text-faint">Writing …</span>;
  return row.end_reason ? <span className="text-muted">{row.end_reason}</span> : <None />;
}

export function tags(row: TurnListRow): ReactNode {
  if (row.tags.length === 0) return <None />;
  return (
    <span title={row.tags.join(", ")}>
      {row.tags.map((tag) => (
        <span key={tag} className="mr-1 rounded-xs bg-sunken px-1 py-px text-small text-muted">
          {tag}
        </span>
      ))}
    </span>
  );
}

export function plain(text: string | null): ReactNode {
  return text ?? <None />;
}
