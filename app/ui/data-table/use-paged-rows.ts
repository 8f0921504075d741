import { useFetcher } from "@remix-run/react";
import { useCallback, useState } from "react";
import { joinPages } from "~/lib/held-rows";

export type RowPage<Row> = { rows: readonly Row[]; next: string | null };

export type PagedRows<Row> = RowPage<Row> & { pending: boolean; loadMore: (href: string) => void };

type Known<Row> = RowPage<Row> & { key: string; first: RowPage<Row>; appended: unknown };

/**
 * Joins the page that the loader gave with those asked for by "Load more", which come from the same loader under
 * another cursor. A renewed first page keeps what was loaded below it; another list begins anew.
 */
export function usePagedRows<Row>(
  first: RowPage<Row>,
  rowId: (row: Row) => string,
  key: string,
  pageOf: (loaderData: unknown) => RowPage<Row> | null,
): PagedRows<Row> {
  // A fetcher of its own for each list: what comes late for another one does not land here.
  const fetcher = useFetcher({ key: `more ${key}` });
  const [known, setKnown] = useState<Known<Row>>(() => ({ ...first, key, first, appended: fetcher.data }));

  let current = known;
  if (known.key !== key) current = { ...first, key, first, appended: fetcher.data };
  else if (known.first !== first) {
    const joined = joinPages(known.rows, first.rows, rowId);
    current = joined ? { ...known, rows: joined, next: known.next, first } : { ...known, ...first, first };
  }
  const arrived = fetcher.state === "idle" && fetcher.data !== current.appended ? pageOf(fetcher.data) : null;
  if (arrived) {
    const seen = new Set(current.rows.map(rowId));
    const rows = [...current.rows, ...arrived.rows.filter((row) => !seen.has(rowId(row)))];
    current = { ...current, rows, next: arrived.next, appended: fetcher.data };
  }
  if (current !== known) setKnown(current);

  const { load } = fetcher;
  const loadMore = useCallback((href: string) => load(href), [load]);
  return { rows: current.rows, next: current.next, pending: fetcher.state !== "idle", loadMore };
}
