import { useMemo } from "react";
import type { TurnDot } from "~/data/runtime/turn-dots.server";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { peekParam } from "~/lib/list-params";
import { patchParams, searchHref } from "~/lib/search-params";
import { useNow } from "~/ui/clock";
import { useListAddress } from "~/ui/list/use-list-address";
import { OutlierStrip } from "./outlier-strip";
import { STRIP_PARAM } from "./turn-keys";

type Props = {
  dots: readonly TurnDot[] | null;
  /** What the list shows: those that ended since the dots were read stand in the strip too. */
  rows: readonly TurnListRow[];
  range: { from: number; to: number | null };
};

/** The strip of outliers, with the time it shows and what it leads to. */
export function TurnStrip({ dots, rows, range }: Props) {
  const now = useNow();
  const { params, pathname, go, follow } = useListAddress();
  const all = useMemo(() => {
    const known = new Set(dots?.map(({ id }) => id));
    const fresh = rows.filter(({ id, status }) => status !== "streaming" && !known.has(id)).map(dotOf);
    return [...(dots ?? []), ...fresh];
  }, [dots, rows]);
  const to = range.to ?? now;
  const shown = useMemo(() => ({ from: range.from, to }), [range.from, to]);
  const hrefOf = (patch: Record<string, string | null>) => searchHref(patchParams(params, patch), pathname);
  return (
    <OutlierStrip
      dots={all}
      range={shown}
      figure={params.get(STRIP_PARAM) === "cost" ? "cost" : "latency"}
      hrefOf={(figure) => hrefOf({ [STRIP_PARAM]: figure === "cost" ? "cost" : null })}
      follow={follow}
      onOpen={(id) => go(hrefOf({ [peekParam]: id }))}
      onZoom={(zoomed) => go(hrefOf({ range: zoomed }))}
    />
  );
}

function dotOf(row: TurnListRow): TurnDot {
  const { id, latency_ms, cost_usd, status } = row;
  return { id, latency_ms, cost_usd, status, at: row.created_at, bot: row.bot_id };
}
