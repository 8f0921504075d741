import {
  type CSSProperties,
  type ComponentType,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { useInBrowser } from "../use-in-browser";
import { useFollow } from "../list/use-list-address";
import { showCutText } from "./cut-text-title";
import { LivePill } from "./live-pill";
import { SelectionBar } from "./selection-bar";
import { TableFoot, type TableMore } from "./table-foot";
import { TableHead } from "./table-head";
import { TablePending } from "./table-pending";
import { TableRow } from "./table-row";
import { useRowKeys } from "./use-row-keys";
import { useSelection } from "./use-selection";
import { type ShownColumn, useTableModel } from "./use-table-model";
import type { TableView } from "./use-table-view";
import type { VirtualRowsProps } from "./virtual-rows";

const virtualFrom = 100;
const usualRowPx = 32;
const selectPx = 32;

type Props<Row> = {
  /** The table's name for who cannot see the page around it. */
  label: string;
  view: TableView<Row>;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** What a row is called in "Select …"; its id unless given. */
  rowLabel?: (row: Row) => string;
  /** Where a row leads; the peek unless given. */
  rowHref?: (row: Row) => string;
  /** The page of its own that a row has: Enter on the open row goes there. */
  pageHref?: (id: string) => string;
  /** Given, rows can be chosen; it draws what can be done with them. */
  actions?: (selected: readonly string[], clear: () => void) => ReactNode;
  /** Stands in place of rows when there are none: EmptyState, NoMatch or ErrorState. */
  children?: ReactNode;
  more?: TableMore;
  /** New rows that wait, from useHeldRows. */
  live?: { held: number; release: () => void; watch: (scroller: HTMLElement | null) => void };
};

/**
 * A list with its state in the address. Every row stands in the page that the server sends; above a hundred the browser
 * keeps only those in view. Give it a bounded height (ListPage does), and its head stays while the rows scroll.
 */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { label, view, rows, rowId, rowLabel = rowId, rowHref, pageHref, actions, children, more, live } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const interactive = useInBrowser();
  const model = useTableModel(view, rows, rowId);
  const [preview, setPreview] = useState<Record<string, number>>({});
  const virtual = useVirtualRows(rows.length > virtualFrom);
  const { ids, columns } = model;
  const selection = useSelection(ids, view.listKey);
  const selectable = actions !== undefined;
  const { follow, go } = useFollow();

  const keys = useRowKeys(body, ids, {
    openId: view.openId,
    onMoveOpen: (id) => view.openPeek(id, { replace: true }),
    onClose: () => view.openPeek(null),
    onOpenPage: pageHref ? (id) => go(pageHref(id)) : null,
    onToggle: selectable ? selection.toggle : null,
    onSelectTo: selectable ? selection.extendTo : null,
    onClear: selection.ids.length > 0 ? selection.clear : null,
  });
  const latest = useRef(selection);
  useEffect(() => {
    latest.current = selection;
  });
  const onToggle = useCallback((id: string, range: boolean) => {
    if (range) latest.current.extendTo(id);
    else latest.current.toggle(id);
  }, []);
  const onPreview = useCallback(
    (id: string, width: number | null) => setPreview(width === null ? {} : { [id]: width }),
    [],
  );
  const watch = live?.watch;
  useEffect(() => {
    watch?.(scroller.current);
    return () => watch?.(null);
  }, [watch]);

  const renderRow = (index: number, gap?: number, measure?: (element: HTMLElement | null) => void) => {
    const row = rows[index];
    const id = ids[index];
    if (row === undefined || id === undefined) return null;
    return (
      <TableRow
        key={id}
        row={row}
        id={id}
        index={index}
        label={rowLabel(row)}
        href={rowHref ? rowHref(row) : view.peekHref(id)}
        columns={columns}
        active={id === keys.activeId}
        open={id === view.openId}
        selected={selectable ? selection.has(id) : null}
        interactive={interactive}
        onToggle={onToggle}
        follow={follow}
        gap={gap}
        measure={measure}
      />
    );
  };
  const all = layOut(columns, preview, selectable);
  const few = layOut(
    columns.filter(({ column }) => !column.spare),
    preview,
    selectable,
  );
  const rowPx = view.look.density ?? usualRowPx;

  return (
    <div className="@container relative flex min-h-0 flex-1 flex-col" aria-busy={view.pending || undefined}>
      {live && <LivePill held={live.held} onRelease={live.release} />}
      <TablePending pending={view.pending} />
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto overscroll-contain" data-scroller="">
        <table
          role="grid"
          aria-label={label}
          aria-rowcount={more?.next ? -1 : rows.length + 1}
          aria-multiselectable={selectable || undefined}
          aria-disabled={view.pending || undefined}
          className="block min-w-[var(--least)] @max-4xl:min-w-[var(--least-few)] @max-md:!min-w-0"
          style={
            {
              "--cols": all.tracks,
              "--least": `${all.least}px`,
              "--cols-few": few.tracks,
              "--least-few": `${few.least}px`,
              ...(view.look.density && { "--row": `${view.look.density}px` }),
            } as CSSProperties
          }
        >
          <TableHead
            {...{ view, columns, interactive, onPreview }}
            selection={selectable ? selection : null}
            rowCount={rows.length}
          />
          <tbody
            ref={body}
            role="rowgroup"
            {...keys.bodyProps}
            onPointerOver={showCutText}
            className={`flex flex-col transition-opacity ${view.pending ? "pointer-events-none opacity-50 delay-150" : ""}`}
          >
            {virtual && VirtualRows ? (
              <VirtualRows {...{ ids, scroller, keys, rowPx, renderRow }} />
            ) : (
              rows.map((_, index) => renderRow(index))
            )}
          </tbody>
        </table>
        {rows.length === 0 ? children : <TableFoot count={rows.length} more={more} />}
      </div>
      {actions && selection.ids.length > 0 && (
        <SelectionBar count={selection.ids.length} onClear={selection.clear}>
          {actions(selection.ids, selection.clear)}
        </SelectionBar>
      )}
    </div>
  );
}

// Loaded once for all tables. React's lazy() would need a Suspense boundary, and one that is told of a change while it
// hydrates throws the server's rows away.
let VirtualRows: ComponentType<VirtualRowsProps> | null = null;

function useVirtualRows(needed: boolean): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!needed) return;
    let left = false;
    void import("./virtual-rows").then((loaded) => {
      VirtualRows = loaded.VirtualRows;
      if (!left) setReady(true);
    });
    return () => {
      left = true;
    };
  }, [needed]);
  return needed && ready;
}

function layOut<Row>(columns: readonly ShownColumn<Row>[], preview: Record<string, number>, selectable: boolean) {
  const tracks = selectable ? [`${selectPx}px`] : [];
  let least = selectable ? selectPx : 0;
  for (const { column, width, resized } of columns) {
    const now = preview[column.id] ?? width;
    least += now;
    tracks.push(column.grow && !resized && preview[column.id] === undefined ? `minmax(${now}px,1fr)` : `${now}px`);
  }
  return { tracks: tracks.join(" "), least };
}
