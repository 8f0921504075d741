import { formatDuration } from "~/lib/duration";
import { formatMoney, formatMoneyExactly } from "~/lib/money";
import { formatNumber, formatShare } from "~/lib/numbers";
import { BotName } from "~/ui/bot-mark";
import { Sparkline } from "~/ui/chart/sparkline";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";
import type { BotRow } from "./bot-row";

type Props = { bot: BotRow };

export const None = ({ title }: { title?: string }) => (
  <span className="text-faint" title={title}>
    –
  </span>
);

export function BotCell({ bot }: Props) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="min-w-0 shrink truncate font-medium">
        <BotName slug={bot.slug} />
      </span>
      {bot.description && (
        <span className="min-w-0 flex-1 truncate text-muted" title={bot.description}>
          {bot.description}
        </span>
      )}
    </span>
  );
}

export function BotState({ bot }: Props) {
  if (bot.isPaused) return <Status kind="warning">Paused</Status>;
  if (!bot.isConfigured) return <Status kind="unknown">Not configured</Status>;
  return bot.isEnabled ? <Status kind="ok">Enabled</Status> : <Status kind="off">Disabled</Status>;
}

export function TurnsOf({ bot }: Props) {
  return bot.turns === 0 ? <None title="No turns in the last 24 hours" /> : <>{formatNumber(bot.turns)}</>;
}

export function ErrorRate({ bot }: Props) {
  if (bot.errorRate === null) return <None />;
  return (
    <span
      title={`${formatNumber(bot.errors)} ended as error or timeout`}
      className={bot.errorRate >= 0.05 ? "text-err" : bot.errors > 0 ? "" : "text-muted"}
    >
      {formatShare(bot.errorRate, 1)}
    </span>
  );
}

export function Slowest({ bot }: Props) {
  return bot.p95Ms === null ? <None /> : <>{formatDuration(bot.p95Ms)}</>;
}

export function CostOf({ bot }: Props) {
  if (bot.turns === 0) return <None />;
  if (bot.costUsd === null) return <span className="text-faint">unknown</span>;
  const unknown = bot.costUnknown > 0 ? `; the cost of ${formatNumber(bot.costUnknown)} turns is unknown` : "";
  return (
    <span title={`${formatMoneyExactly(bot.costUsd)}${unknown}`}>
      {formatMoney(bot.costUsd)}
      {unknown && <span className="text-faint"> +</span>}
    </span>
  );
}

export function LastSeen({ bot }: Props) {
  return bot.lastAt ? <RelativeTime at={bot.lastAt} /> : <span className="text-faint">never</span>;
}

export function Hours({ bot }: Props) {
  if (bot.turns === 0) return <None />;
  return (
    <span className="block w-full py-1">
      <Sparkline values={bot.hours} height={16} label={`${formatNumber(bot.turns)} turns in 24 hours`} />
    </span>
  );
}
