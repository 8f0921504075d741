import { type KeyboardEvent, type PointerEvent, memo, useMemo, useRef, useState } from "react";
import type { TurnDot } from "~/data/runtime/turn-dots.server";
import { formatSeconds } from "~/lib/duration";
import { formatMoney } from "~/lib/money";
import { printTimeRange, rangeBetween } from "~/lib/time-range";
import { statusWord } from "~/features/turns/one/turn-view";
import { useTimeZone } from "~/ui/clock";
import type { Follow } from "~/ui/list/use-list-address";
import { formatExact } from "~/ui/relative-time";
import { nearestDot, placeDots, type PlacedDot, type StripFigure } from "./outlier-scale";

type Props = {
  dots: readonly TurnDot[];
  figure: StripFigure;
  range: { from: number; to: number };
  hrefOf: (figure: StripFigure) => string;
  follow: Follow;
  onOpen: (id: string) => void;
  /** A stretch of time that was drawn over the strip, as the address takes it. */
  onZoom: (range: string) => void;
};

const HEIGHT = 44;
const DRAG_PX = 5;

/** Where the slow and the dear ones stand in time. A click or Enter opens one, a drag zooms into its time. */
export function OutlierStrip({ dots, figure, range, hrefOf, follow, onOpen, onZoom }: Props) {
  const strip = useMemo(() => placeDots(dots, figure, range), [dots, figure, range]);
  const timeZone = useTimeZone();
  const plot = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const chosen = at === null ? null : (strip.dots[at] ?? null);

  const placeOf = (event: PointerEvent) => {
    const box = plot.current!.getBoundingClientRect();
    const share = (value: number) => Math.max(0, Math.min(1, value));
    return {
      x: share((event.clientX - box.left) / box.width),
      y: share(1 - (event.clientY - box.top) / box.height),
      width: box.width,
    };
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x } = placeOf(event);
    setDrag({ from: x, to: x });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { x, y, width } = placeOf(event);
    if (drag) setDrag({ ...drag, to: x });
    else setAt(nearestDot(strip, x, y, { width, height: HEIGHT }));
  };
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag) return;
    const { x, y, width } = placeOf(event);
    setDrag(null);
    if (Math.abs(x - drag.from) * width < DRAG_PX) {
      const hit = nearestDot(strip, x, y, { width, height: HEIGHT });
      if (hit !== null) onOpen(strip.dots[hit]!.id);
      return;
    }
    const time = (share: number) => new Date(Math.round((range.from + share * (range.to - range.from)) / 1000) * 1000);
    onZoom(printTimeRange(rangeBetween(time(Math.min(x, drag.from)), time(Math.max(x, drag.from)))));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const last = strip.dots.length - 1;
    const to: Record<string, number> = {
      ArrowRight: at === null ? 0 : at + 1,
      ArrowLeft: at === null ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (next !== undefined) setAt(Math.max(0, Math.min(last, next)));
    else if (event.key === "Enter" && chosen) onOpen(chosen.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const said = chosen && sentence(chosen, figure, timeZone);
  return (
    <div className="flex shrink-0 items-stretch gap-2 border-b border-line-soft px-3.5 pb-1.5 max-sm:hidden">
      <div className="flex w-14 shrink-0 flex-col justify-between text-label leading-4">
        {(["latency", "cost"] as const).map((each) => (
          <a
            key={each}
            href={hrefOf(each)}
            onClick={follow}
            aria-current={figure === each || undefined}
            className="rounded-xs px-1 text-faint hover:text-text aria-[current]:bg-wash aria-[current]:text-text"
          >
            {each === "latency" ? "Latency" : "Cost"}
          </a>
        ))}
      </div>
      <div
        ref={plot}
        role="slider"
        tabIndex={0}
        aria-label={`Turns by time and ${figure}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, strip.dots.length - 1)}
        aria-valuenow={at ?? 0}
        aria-valuetext={said ?? `${strip.dots.length} turns; arrows go through them, Enter opens one`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => !drag && setAt(null)}
        onBlur={() => setAt(null)}
        onKeyDown={onKeyDown}
        style={{ height: HEIGHT }}
        className={`relative min-w-0 flex-1 touch-none rounded-xs border-b border-line ${chosen ? "cursor-pointer" : "cursor-crosshair"}`}
      >
        <Dots dots={strip.dots} />
        {strip.top > 0 && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute top-0 right-0 text-[10px] leading-3 text-faint tabular-nums"
          >
            {amount(strip.top, figure)}
          </span>
        )}
        {drag && (
          <span
            aria-hidden="true"
            className="absolute inset-y-0 bg-wash"
            style={{
              left: `${Math.min(drag.from, drag.to) * 100}%`,
              width: `${Math.abs(drag.to - drag.from) * 100}%`,
            }}
          />
        )}
        {chosen && !drag && <Marked dot={chosen} said={said ?? ""} />}
      </div>
    </div>
  );
}

/** Several hundred marks in two drawings; none of them is an element of its own to the page. */
const Dots = memo(function Dots({ dots }: { dots: readonly PlacedDot[] }) {
  const failed = dots.filter(isFailed);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1000 100"
      preserveAspectRatio="none"
      fill="none"
      strokeLinecap="round"
      className="absolute inset-0 size-full overflow-visible [&_path]:[vector-effect:non-scaling-stroke]"
    >
      <path d={marks(dots.filter((dot) => !isFailed(dot)))} strokeWidth={3.4} className="stroke-run opacity-60" />
      {failed.length > 0 && <path d={marks(failed)} strokeWidth={4.8} className="stroke-err" />}
    </svg>
  );
});

/** A line of no length with round ends is a dot, whatever the drawing's shape. */
function marks(dots: readonly PlacedDot[]): string {
  return dots.map(({ x, y }) => `M${(x * 1000).toFixed(1)} ${((1 - y) * 88 + 8).toFixed(1)}h0`).join("");
}

function Marked({ dot, said }: { dot: PlacedDot; said: string }) {
  const isRight = dot.x > 0.6;
  return (
    <span aria-hidden="true" className="pointer-events-none absolute inset-0">
      <span
        className="absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-brass"
        style={{ left: `${dot.x * 100}%`, top: `${(1 - dot.y) * 88 + 8}%` }}
      />
      <span
        className="absolute top-full z-30 mt-1 rounded-control border border-line bg-raised px-2 py-0.5 text-small whitespace-nowrap shadow-pop"
        style={isRight ? { right: `${(1 - dot.x) * 100}%` } : { left: `${dot.x * 100}%` }}
      >
        {said}
      </span>
    </span>
  );
}

function isFailed(dot: PlacedDot): boolean {
  return dot.status === "error" || dot.status === "timeout";
}

function amount(value: number, figure: StripFigure): string {
  return figure === "latency" ? formatSeconds(value) : formatMoney(value.toFixed(9));
}

function sentence(dot: PlacedDot, figure: StripFigure, timeZone: string): string {
  const value = figure === "cost" ? formatMoney(dot.cost_usd) : formatSeconds(dot.value);
  return `${dot.bot}, ${statusWord(dot.status)}, ${value}, ${formatExact(new Date(dot.at), timeZone)}`;
}
