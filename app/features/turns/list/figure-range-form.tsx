import { type FormEvent, useId, useMemo } from "react";
import { formatNumber } from "~/lib/numbers";
import { clearKey, readQuery, writeQuery } from "~/lib/query-facets";
import { searchHref } from "~/lib/search-params";
import { useListAddress } from "~/ui/list/use-list-address";
import { boundsOf, labelBound, printBound, withBounds, type FigureBounds } from "./figure-range";
import { readTurnFilters, type RangeKey } from "./turn-filters";
import { TURN_KEYS } from "./turn-keys";
import type { TurnFacets } from "./turn-query.server";

type Range = NonNullable<TurnFacets["ranges"]["latency"]>;
type Props = { figure: RangeKey; range: Range | null };

const LABELS: Record<RangeKey, { label: string; from: string; to: string }> = {
  latency: { label: "Latency", from: "1s", to: "10s" },
  tokens: { label: "Tokens", from: "1k", to: "20k" },
  cost: { label: "Cost", from: "0.01", to: "1" },
};

/** How a figure is spread, and the bounds it may have. A bar narrows to itself; typed bounds say the same. */
export function FigureRangeForm({ figure, range }: Props) {
  const id = useId();
  const { params, pathname, go, follow } = useListAddress();
  const query = useMemo(() => readTurnFilters(params), [params]);
  const bounds = boundsOf(query, figure);
  const { label, from, to } = LABELS[figure];
  const hrefOf = (next: FigureBounds) => {
    const rest = new URLSearchParams(params);
    for (const end of ["min", "max"]) rest.delete(`${figure}_${end}`);
    return searchHref(writeQuery(rest, withBounds(query, figure, next), TURN_KEYS), pathname);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const read = (end: string) => {
      const value = typed.get(`${figure}_${end}`);
      return typeof value === "string" ? value : "";
    };
    go(hrefOf({ min: read("min"), max: read("max") }));
  };
  const kept = [...writeQuery(params, clearKey(readQuery(params, TURN_KEYS), figure), TURN_KEYS)].filter(
    ([name]) => !name.startsWith(`${figure}_`),
  );
  return (
    <form method="get" action={pathname} onSubmit={onSubmit} aria-labelledby={id} className="min-w-0">
      {kept.map(([name, value], at) => (
        <input key={`${name} ${at}`} type="hidden" name={name} value={value} />
      ))}
      <div className="flex h-5 items-center px-1.5">
        <h2 id={id} className="text-label font-medium text-faint">
          {label}
        </h2>
        {(bounds.min || bounds.max) && (
          <a
            href={hrefOf({ min: "", max: "" })}
            onClick={follow}
            className="ml-auto text-label text-muted hover:text-text"
          >
            Clear<span className="sr-only"> {label}</span>
          </a>
        )}
      </div>
      {range && range.bins.length > 1 && (
        <Histogram
          figure={figure}
          range={range}
          onPick={(bin) => go(hrefOf({ min: printBound(figure, bin.from), max: printBound(figure, bin.to) }))}
        />
      )}
      <div className="flex items-center gap-1 px-1.5 pt-0.5">
        <Bound
          key={`min ${bounds.min}`}
          name={`${figure}_min`}
          label={`${label} from`}
          value={bounds.min}
          example={from}
        />
        <span aria-hidden="true" className="text-faint">
          –
        </span>
        <Bound key={`max ${bounds.max}`} name={`${figure}_max`} label={`${label} to`} value={bounds.max} example={to} />
        <button type="submit" className="sr-only">
          Apply
        </button>
      </div>
    </form>
  );
}

function Bound({ name, label, value, example }: { name: string; label: string; value: string; example: string }) {
  return (
    <input
      name={name}
      aria-label={label}
      defaultValue={value}
      placeholder={example}
      autoComplete="off"
      onBlur={(event) => event.target.value !== value && event.target.form?.requestSubmit()}
      className="h-6 w-full min-w-0 rounded-control border border-line-soft bg-raised px-1.5 text-small tabular-nums placeholder:text-faint"
    />
  );
}

type HistogramProps = { figure: RangeKey; range: Range; onPick: (bin: Range["bins"][number]) => void };

/** Bars of equal width on a scale of decades. The bounds below do by keyboard what a click on a bar does. */
function Histogram({ figure, range, onPick }: HistogramProps) {
  const most = Math.max(1, ...range.bins.map(({ count }) => count));
  return (
    <div aria-hidden="true" className="px-1.5">
      <div className="flex h-7 items-end gap-px border-b border-line-soft">
        {range.bins.map((bin) => (
          <button
            key={bin.from}
            type="button"
            tabIndex={-1}
            onClick={() => onPick(bin)}
            title={`${labelBound(figure, bin.from)} to ${labelBound(figure, bin.to)}: ${formatNumber(bin.count)}`}
            className="group/bar flex h-full min-w-0 flex-1 items-end"
          >
            <span
              className="block w-full rounded-t-[1px] bg-line group-hover/bar:bg-brass"
              style={{ height: bin.count === 0 ? 0 : `${Math.max(6, (bin.count / most) * 100)}%` }}
            />
          </button>
        ))}
      </div>
      <div className="flex justify-between text-[10px] leading-4 text-faint tabular-nums">
        <span>{labelBound(figure, range.min)}</span>
        <span>{labelBound(figure, range.max)}</span>
      </div>
    </div>
  );
}
