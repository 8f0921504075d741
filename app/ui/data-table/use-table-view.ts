import { useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { useCallback, useMemo } from "react";
import { columnsParam, cursorParam, densityParam, listKey, peekParam, sortParam, widthsParam } from "~/lib/list-params";
import { searchHref } from "~/lib/search-params";
import type { Columns } from "./columns";
import { type TableLook, peekSearch, readTableLook, writeTableLook } from "./table-view";

/** The state of a list page, taken from its address; every change is an address too. */
export type TableView<Row> = {
  columns: Columns<Row>;
  look: TableLook;
  defaultSort: string | null;
  /** The row that is open beside the list. */
  openId: string | null;
  /** The list as the address names it; it changes when other rows are asked for. */
  listKey: string;
  /** Other rows are on their way. */
  pending: boolean;
  lookHref: (change: Partial<TableLook>) => string;
  changeLook: (change: Partial<TableLook>) => void;
  peekHref: (id: string | null) => string;
  openPeek: (id: string | null, options?: { replace?: boolean }) => void;
  moreHref: (cursor: string) => string;
};

/** The same object as long as its own parameters stay: a moved peek must not draw every row anew. */
function useTableLook<Row>(params: URLSearchParams, columns: Columns<Row>, defaultSort: string | null): TableLook {
  const own = new URLSearchParams();
  for (const name of [sortParam, columnsParam, widthsParam, densityParam]) own.set(name, params.get(name) ?? "");
  const text = own.toString();
  return useMemo(
    () => readTableLook(new URLSearchParams(text), columns.list, defaultSort),
    [text, columns, defaultSort],
  );
}

export function useTableView<Row>(columns: Columns<Row>, options?: { defaultSort?: string }): TableView<Row> {
  const { pathname, search } = useLocation();
  const navigation = useNavigation();
  const navigate = useNavigate();
  const defaultSort = options?.defaultSort ?? null;
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const look = useTableLook(params, columns, defaultSort);
  const key = useMemo(() => listKey(params), [params]);
  const next = navigation.location;
  const pending =
    navigation.state === "loading" && next?.pathname === pathname && listKey(new URLSearchParams(next.search)) !== key;

  const lookHref = useCallback(
    (change: Partial<TableLook>) => searchHref(writeTableLook(params, change, columns.list, defaultSort), pathname),
    [params, columns, defaultSort, pathname],
  );
  const peekHref = useCallback((id: string | null) => searchHref(peekSearch(params, id), pathname), [params, pathname]);
  const go = useCallback(
    (href: string, replace: boolean) => navigate(href, { replace, preventScrollReset: true }),
    [navigate],
  );
  return {
    columns,
    look,
    defaultSort,
    openId: params.get(peekParam),
    listKey: key,
    pending,
    lookHref,
    changeLook: (change) => go(lookHref(change), true),
    peekHref,
    openPeek: (id, how) => go(peekHref(id), how?.replace ?? false),
    moreHref: (cursor) => {
      const more = new URLSearchParams(params);
      more.set(cursorParam, cursor);
      return searchHref(more, pathname);
    },
  };
}
