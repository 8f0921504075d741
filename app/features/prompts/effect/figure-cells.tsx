import type { TurnFigures } from "~/data/runtime/prompt-effect.server";
import { formatDuration } from "~/lib/duration";
import { formatMoney } from "~/lib/money";
import { formatNumber } from "~/lib/numbers";
import { FEW, P95_FROM, shareOf } from "./effect-rules";

function percent(share: number): string {
  const value = share * 100;
  return value === 0 ? "0 %" : value < 0.1 ? "< 0.1 %" : `${value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}

const few = (turns: number) => `Fewer than ${FEW} turns say nothing about a share: ${turns}`;

/** The share of errors with what it may be in truth; of a few turns their number alone. */
export function ErrorRate({ figures }: { figures: TurnFigures }) {
  const { errors, ended } = figures;
  const share = shareOf(errors, ended);
  if (ended === 0) return <span className="text-faint">–</span>;
  if (!share)
    return (
      <span className="text-muted" title={few(ended)}>
        {errors} of {ended}
      </span>
    );
  return (
    <span className="inline-flex flex-col" title={`${formatNumber(errors)} of ${formatNumber(ended)}`}>
      {percent(share.rate)}
      <span className="text-label text-faint">
        {percent(share.low)} to {percent(share.high)}
      </span>
    </span>
  );
}

export function Median({ figures }: { figures: TurnFigures }) {
  if (figures.timed < FEW) return <TooFew turns={figures.timed} />;
  return <>{formatDuration(figures.p50_ms)}</>;
}

export function Slowest({ figures }: { figures: TurnFigures }) {
  if (figures.timed < P95_FROM)
    return (
      <span className="text-faint" title={`The p95 is told from ${P95_FROM} turns on; there are ${figures.timed}`}>
        –
      </span>
    );
  return <>{formatDuration(figures.p95_ms)}</>;
}

export function Tokens({ figures }: { figures: TurnFigures }) {
  if (figures.counted_tokens < FEW) return <TooFew turns={figures.counted_tokens} />;
  return (
    <span title={`the mean of ${formatNumber(figures.counted_tokens)} turns`}>{formatNumber(figures.tokens)}</span>
  );
}

export function Cost({ figures }: { figures: TurnFigures }) {
  if (figures.priced < FEW) return <TooFew turns={figures.priced} />;
  return (
    <span title={`the mean of ${formatNumber(figures.priced)} turns whose price is known`}>
      {formatMoney(figures.cost_usd)}
    </span>
  );
}

function TooFew({ turns }: { turns: number }) {
  return (
    <span className="text-faint" title={few(turns)}>
      –
    </span>
  );
}
