import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDuration } from "~/lib/duration";
import { formatMoney, formatMoneyExactly } from "~/lib/money";
import { formatNumber, formatShare } from "~/lib/numbers";
import { RelativeTime } from "~/ui/relative-time";
import type { BotOverviewData } from "./bot-overview.server";
import { rangeOf, turnsHref } from "./turns-href";

/** The last 24 hours in figures. Each leads to the turns it counts. */
export function FigureTiles({ data }: { data: BotOverviewData }) {
  const { names, figures, since, lastAt, firstAt } = data;
  const range = rangeOf(since);
  const turns = figures?.turns ?? 0;
  const knowsCost = figures !== null && figures.ended > figures.cost_unknown;
  return (
    <ul
      aria-label="The last 24 hours"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line-soft bg-line-soft sm:grid-cols-3 lg:grid-cols-5"
    >
      <Tile label="Turns, 24 h" value={formatNumber(turns)} to={turnsHref(names, { range })}>
        {figures && turns > figures.ended ? `${formatNumber(turns - figures.ended)} running` : "all ended"}
      </Tile>
      <Tile
        label="Errors"
        value={figures && figures.ended > 0 ? formatShare(figures.errors, figures.ended) : "–"}
        to={turnsHref(names, { range, status: ["error", "timeout"] })}
      >
        {figures && figures.errors > 0 ? (
          <span className="text-err">{formatNumber(figures.errors)} turns</span>
        ) : (
          "no turn failed"
        )}
      </Tile>
      <Tile
        label="p95 latency"
        value={formatDuration(figures?.p95_ms)}
        to={turnsHref(names, { range, sort: "-latency" })}
        title="The slowest twentieth took longer; right within five percent"
      >
        slowest first
      </Tile>
      <Tile
        label="Cost"
        value={knowsCost ? formatMoney(figures.cost_usd) : turns === 0 ? "–" : "unknown"}
        to={turnsHref(names, { range, sort: "-cost" })}
        title={knowsCost ? formatMoneyExactly(figures.cost_usd) : undefined}
      >
        {figures && figures.cost_unknown > 0
          ? `${formatNumber(figures.cost_unknown)} turns unknown`
          : "most costly first"}
      </Tile>
      <Tile
        label="Last seen"
        value={lastAt ? <RelativeTime at={lastAt} /> : "never"}
        to={turnsHref(names, { range: "30d" })}
      >
        {firstAt ? (
          <>
            first <RelativeTime at={firstAt} />
          </>
        ) : (
          "no turn yet"
        )}
      </Tile>
    </ul>
  );
}

type TileProps = { label: string; value: ReactNode; to: string; title?: string; children: ReactNode };

function Tile({ label, value, to, title, children }: TileProps) {
  return (
    <li className="bg-raised max-lg:last:col-span-2">
      <Link to={to} title={title} className="flex h-full flex-col gap-0.5 px-3 py-2.5 hover:bg-sunken">
        <span className="text-label text-faint">{label}</span>
        <span className="text-title font-semibold tabular-nums">{value}</span>
        <span className="text-small text-muted">{children}</span>
      </Link>
    </li>
  );
}
