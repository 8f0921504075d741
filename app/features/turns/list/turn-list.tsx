import { useRevalidator, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import type { TurnDot } from "~/data/runtime/turn-dots.server";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { turnHref } from "~/features/turns/one/turn-view";
import { listKey } from "~/lib/list-params";
import { DataTable } from "~/ui/data-table/data-table";
import { useHeldRows } from "~/ui/data-table/use-held-rows";
import { usePagedRows, type RowPage } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { ListPage } from "~/ui/list/list-page";
import { joinLive, renewShown } from "./live-turns";
import { SearchNote } from "./search-note";
import type { TurnFacetAnswer } from "./turn-facet-values";
import { exportSearch, filterSearch } from "./turn-search-params";
import { STRIP_PARAM, TURN_ORDER } from "./turn-keys";
import type { TurnListPage } from "./turn-list-page.server";
import { TurnEmpty, TurnFacets, TurnListPeek, TurnSelection, TurnStrip, TurnToolbar } from "./turn-list-parts";
import { turnColumns } from "./turn-table";
import { useLiveTurns } from "./use-live-turns";
import { useSideData } from "./use-side-data";
import { useStamp } from "./use-stamp";

const rowId = (row: TurnListRow) => row.id;
const rowLabel = (row: TurnListRow) => `${row.bot_id} ${row.id}`;
const pageOf = (loaded: unknown) => (loaded as { page?: RowPage<TurnListRow> } | undefined)?.page ?? null;

/** The log of turns: what is loaded, what has come since, and what stands beside it. */
export function TurnList({ loaded }: { loaded: TurnListPage }) {
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const view = useTableView(turnColumns, { defaultSort: TURN_ORDER });
  const key = listKey(params, [STRIP_PARAM]);
  const search = filterSearch(params);

  const paged = usePagedRows(loaded.page, rowId, key, pageOf);
  const live = useLiveTurns({ position: loaded.position, search, isOpen: loaded.isOpen, onReset: revalidate });
  const isNewestFirst = view.look.sort?.id === "time" && view.look.sort.descending;
  const joined = useMemo(
    () => joinLive(paged.rows, live, { isNewestFirst, hasMore: paged.next !== null }),
    [paged.rows, paged.next, live, isNewestFirst],
  );
  const held = useHeldRows(joined.rows, rowId, key);
  const rows = useMemo(() => renewShown(held.rows, live), [held.rows, live]);
  const release = () => {
    held.release();
    if (joined.waiting > 0) revalidate();
  };

  // What stands beside the rows grows old while turns come in, and is asked for again at its own pace.
  const stamp = useStamp(live, loaded.position);
  const counted = useSideData<TurnFacetAnswer>(`/turns/facets?${search}`, stamp);
  const dots = useSideData<TurnDot[]>(`/turns/dots?${search}`, stamp);

  const at = view.openId === null ? -1 : rows.findIndex(({ id }) => id === view.openId);
  const neighbours = at === -1 ? [] : [rows[at + 1], rows[at - 1], rows[at + 2]].flatMap((row) => row?.id ?? []);
  const more = paged.next === null ? null : view.moreHref(paged.next);

  return (
    <ListPage
      facets={<TurnFacets counted={counted} rows={loaded.page.rows} />}
      toolbar={
        <TurnToolbar
          {...{ view, counted }}
          views={loaded.views}
          rows={loaded.page.rows}
          exportSearch={loaded.mayExport ? exportSearch(params) : null}
        />
      }
      strip={
        <>
          <SearchNote searched={loaded.searched} />
          <TurnStrip dots={dots} rows={rows} range={loaded.range} />
        </>
      }
      peek={
        view.openId !== null && (
          <TurnListPeek
            id={view.openId}
            loaded={loaded.peek}
            neighbours={neighbours}
            row={rows.find(({ id }) => id === view.openId)}
            closeHref={view.peekHref(null)}
          />
        )
      }
    >
      <DataTable
        label="Turns"
        view={view}
        rows={rows}
        rowId={rowId}
        rowLabel={rowLabel}
        pageHref={turnHref}
        live={{ held: held.held + joined.waiting, release, watch: held.watch }}
        more={{
          next: more,
          pending: paged.pending,
          total: counted?.total ?? null,
          ...(more && { onMore: () => paged.loadMore(more) }),
        }}
        actions={(ids) => <TurnSelection ids={ids} rows={rows} mayExport={loaded.mayExport} origin={loaded.origin} />}
      >
        <TurnEmpty
          newestAt={loaded.newestAt}
          isFiltered={[...new URLSearchParams(search).keys()].some((name) => name !== "range")}
          mayMakeKeys={loaded.mayMakeKeys}
          origin={loaded.origin}
          more={more === null ? null : { href: more, pending: paged.pending, onMore: () => paged.loadMore(more) }}
        />
      </DataTable>
    </ListPage>
  );
}
