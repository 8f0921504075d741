import { formatDuration, formatSeconds } from "~/lib/duration";
import type { TurnView } from "./turn-view";
import { waterfallOf, type WaterfallRow } from "./turn-waterfall-rows";
import { useTicking } from "./use-ticking";

type Props = {
  view: Pick<TurnView, "row" | "spans" | "has_more_spans">;
  /** Where a call stands on this page; without it rows lead nowhere. */
  hrefOf?: (row: WaterfallRow["span"]) => string;
};

const COLOURS = { model: "bg-run", tool: "bg-brass" };

/** The calls of a turn on its time axis. Those that run grow. */
export function TurnWaterfall({ view, hrefOf }: Props) {
  const now = useTicking(view.row.status === "streaming");
  const { rows, totalMs, firstTokenMs } = waterfallOf(view, now);
  return (
    <div className="flex flex-col gap-1">
      <ol className="flex flex-col">
        {rows.map((row) => (
          <li key={`${row.span.kind} ${row.span.id}`}>
            {hrefOf ? (
              <a href={hrefOf(row.span)} className="block rounded-[4px] py-0.5 hover:bg-sunken">
                <WaterfallBar row={row} firstToken={firstTokenMs === null ? null : (firstTokenMs / totalMs) * 100} />
              </a>
            ) : (
              <WaterfallBar row={row} firstToken={null} />
            )}
          </li>
        ))}
      </ol>
      {view.has_more_spans && <p className="text-small text-faint">Only the first 500 calls are drawn.</p>}
      {hrefOf && (
        <div aria-hidden="true" className={`${GRID} text-label text-faint tabular-nums`}>
          <span />
          <span className="flex justify-between">
            <span>0</span>
            <span>{formatDuration(totalMs)}</span>
          </span>
          <span />
        </div>
      )}
    </div>
  );
}

const GRID = "grid grid-cols-[minmax(64px,116px)_minmax(0,1fr)_52px] items-center gap-2";

function WaterfallBar({ row, firstToken }: { row: WaterfallRow; firstToken: number | null }) {
  const { span, depth, left, width, tookMs } = row;
  const isBad = span.status === "error" || span.status === "interrupted";
  const colour = isBad ? "bg-err" : COLOURS[span.kind];
  const label = span.kind === "model" ? "model" : span.name;
  return (
    <span className={`${GRID} min-h-5`} title={span.kind === "model" ? span.name : undefined}>
      <span
        className="truncate font-mono text-small leading-5 text-muted [font-variant-ligatures:none]"
        style={{ paddingLeft: Math.min(depth, 5) * 10 }}
      >
        {label}
        <span className="sr-only">{spoken(row)}</span>
      </span>
      <span className="relative block h-[7px] rounded-[3px] bg-sunken">
        <span
          className={`absolute inset-y-0 min-w-[3px] rounded-[3px] ${colour} ${span.status === "running" ? "animate-pulse" : ""}`}
          style={{ left: `${left}%`, width: `${width}%` }}
        />
        {firstToken !== null && (
          <span className="absolute -inset-y-1.5 w-px bg-text/25" style={{ left: `${firstToken}%` }} />
        )}
      </span>
      <span className={`text-right text-small tabular-nums ${isBad ? "text-err" : "text-muted"}`}>
        {formatSeconds(tookMs)}
      </span>
    </span>
  );
}

function spoken({ span, beginsMs }: WaterfallRow): string {
  const model = span.kind === "model" ? ` ${span.name}` : "";
  const attempt = span.attempt !== null && span.attempt > 1 ? `, attempt ${span.attempt}` : "";
  return `${model}${attempt}, ${span.status}, began after ${formatDuration(beginsMs)}`;
}
