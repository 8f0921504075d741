import { Link } from "@remix-run/react";
import { formatCount, formatNumber } from "~/lib/numbers";
import { buttonClass } from "../button-class";
import { Spinner } from "../spinner";

export type TableMore = {
  /** The address of the rows that follow; null at the end. */
  next: string | null;
  /** Loads them below. Without script the link opens them as a page of their own. */
  onMore?: () => void;
  pending?: boolean;
  /** How many rows match, if somebody counted; beyond the cap it stands as "10,000+". */
  total?: number | null;
};

export function TableFoot({ count, more }: { count: number; more: TableMore | undefined }) {
  const known = more?.total ?? null;
  const total = known === null ? null : formatCount(Math.max(known, count));
  return (
    <div className="sticky left-0 flex h-11 max-w-full items-center gap-3 px-3 text-small text-faint tabular-nums">
      {more?.next && (
        <Link
          to={more.next}
          onClick={(event) => {
            if (!more.onMore || event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            if (!more.pending) more.onMore();
          }}
          aria-busy={more.pending || undefined}
          className={buttonClass("secondary")}
        >
          {more.pending && <Spinner />}
          Load more
        </Link>
      )}
      <span role="status">
        {total !== null && total !== formatNumber(count)
          ? `${formatNumber(count)} of ${total} rows`
          : `${formatNumber(count)} ${count === 1 ? "row" : "rows"}${more?.next ? "" : ", all shown"}`}
      </span>
    </div>
  );
}
