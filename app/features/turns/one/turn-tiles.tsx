import type { ReactNode } from "react";
import { formatDuration, formatSeconds } from "~/lib/duration";
import { formatMoney, formatMoneyExactly } from "~/lib/money";
import { formatCompact, formatNumber } from "~/lib/numbers";
import { totalTokens, type TurnView } from "./turn-view";
import { useTicking } from "./use-ticking";

/** The four figures that one looks at first. */
export function TurnTiles({ view: { row, spans } }: { view: Pick<TurnView, "row" | "spans"> }) {
  const isRunning = row.status === "streaming";
  const now = useTicking(isRunning);
  const latency = isRunning ? Math.max(0, now - Date.parse(row.created_at)) : row.latency_ms;
  const tokens = totalTokens(row);
  const failed = spans.filter((span) => span.kind === "tool" && span.status === "error").length;
  return (
    <dl className="grid grid-cols-4 divide-x divide-line-soft rounded-card border border-line-soft bg-raised max-[420px]:grid-cols-2 max-[420px]:divide-y">
      <Tile name="Latency" value={formatSeconds(latency)}>
        {row.ttft_ms !== null ? `first ${formatDuration(row.ttft_ms)}` : isRunning ? "so far" : "first unknown"}
      </Tile>
      <Tile name="Tokens" value={formatCompact(tokens)} exact={tokens === null ? undefined : formatNumber(tokens)}>
        {tokens === null
          ? "unknown"
          : row.cache_read_tokens
            ? `${formatCompact(row.cache_read_tokens)} cached`
            : "none cached"}
      </Tile>
      <Tile
        name="Cost"
        value={row.cost_usd === null ? "–" : formatMoney(row.cost_usd)}
        exact={row.cost_usd === null ? undefined : formatMoneyExactly(row.cost_usd)}
      >
        {row.cost_usd === null ? "unknown" : "by runtime"}
      </Tile>
      <Tile name="Tools" value={formatNumber(row.tool_call_count)}>
        {failed > 0 ? (
          <span className="text-err">{failed} failed</span>
        ) : row.llm_call_count > 0 ? (
          `${row.llm_call_count} model ${row.llm_call_count === 1 ? "call" : "calls"}`
        ) : (
          "none failed"
        )}
      </Tile>
    </dl>
  );
}

type TileProps = { name: string; value: string; exact?: string; children: ReactNode };

function Tile({ name, value, exact, children }: TileProps) {
  return (
    <div className="min-w-0 px-2 py-2">
      <dt className="text-label text-faint">{name}</dt>
      <dd className="truncate text-[15px] leading-6 font-semibold tabular-nums" title={exact}>
        {value}
      </dd>
      <dd className="truncate text-label text-muted tabular-nums">{children}</dd>
    </div>
  );
}
