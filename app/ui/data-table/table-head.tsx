import { Link } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { clampWidth, nextSort } from "./table-view";
import type { Selection } from "./use-selection";
import type { ShownColumn } from "./use-table-model";
import type { TableView } from "./use-table-view";

const keyStep = 16;

type Props<Row> = {
  view: TableView<Row>;
  columns: readonly ShownColumn<Row>[];
  selection: Selection | null;
  rowCount: number;
  interactive: boolean;
  /** Shows a width while it is dragged; the address follows when it is let go. */
  onPreview: (id: string, width: number | null) => void;
};

export function TableHead<Row>({ view, columns, selection, rowCount, interactive, onPreview }: Props<Row>) {
  const resize = (id: string, width: number) =>
    view.changeLook({ widths: { ...view.look.widths, [id]: clampWidth(width) } });
  const chosen = selection?.ids.length ?? 0;
  const all = rowCount > 0 && chosen === rowCount;
  return (
    <thead role="rowgroup" className="sticky top-0 z-10 block bg-base @max-md:sr-only">
      <tr
        role="row"
        aria-rowindex={1}
        className="grid h-7 grid-cols-[var(--cols)] @max-4xl:grid-cols-[var(--cols-few)] items-center border-b border-line"
      >
        {selection && (
          <th role="columnheader" className="grid place-items-center" aria-label="Selection">
            <input
              ref={(box) => box && (box.indeterminate = chosen > 0 && !all)}
              type="checkbox"
              className="tick"
              aria-label="Select all rows"
              checked={all}
              disabled={!interactive}
              onChange={selection.toggleAll}
            />
          </th>
        )}
        {columns.map((shown) => (
          <HeadCell key={shown.column.id} shown={shown} view={view} onPreview={onPreview} onResize={resize} />
        ))}
      </tr>
    </thead>
  );
}

type CellProps<Row> = {
  shown: ShownColumn<Row>;
  view: TableView<Row>;
  onPreview: (id: string, width: number | null) => void;
  onResize: (id: string, width: number) => void;
};

function HeadCell<Row>({ shown: { column, width }, view, onPreview, onResize }: CellProps<Row>) {
  const { sort } = view.look;
  const direction = sort?.id === column.id ? (sort.descending ? "descending" : "ascending") : undefined;
  const end = column.align === "end";
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    onResize(column.id, width + (event.key === "ArrowRight" ? keyStep : -keyStep));
  };
  const Arrow = sort?.descending ? ArrowDown : ArrowUp;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={column.sort ? (direction ?? "none") : undefined}
      className={`relative min-w-0 px-2 text-label font-medium text-faint ${end ? "text-right" : "text-left"} ${column.spare ? "spare" : ""}`}
    >
      {column.sort ? (
        <Link
          to={view.lookHref({ sort: nextSort(sort, column) })}
          preventScrollReset
          onKeyDown={onKeyDown}
          className={`inline-flex max-w-full items-center gap-1 rounded-xs hover:text-text ${direction ? "text-muted" : ""}`}
        >
          <span className="truncate">{column.header}</span>
          {direction && <Arrow size={11} strokeWidth={2} aria-hidden="true" className="shrink-0" />}
        </Link>
      ) : (
        <span className="block truncate">{column.header}</span>
      )}
      <ResizeHandle
        onDrag={(by, done, from) => {
          onPreview(column.id, done ? null : clampWidth(from + by));
          if (done) onResize(column.id, from + by);
        }}
      />
    </th>
  );
}

/** By pointer only; with the keyboard Alt and the arrows on the header, or the column menu, do the same. */
function ResizeHandle({ onDrag }: { onDrag: (by: number, done: boolean, from: number) => void }) {
  const start = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const from = handle.parentElement?.offsetWidth ?? 0;
    const startX = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onDrag(moved.clientX - startX, false, from);
    const stop = (last: globalThis.PointerEvent) => {
      handle.removeEventListener("pointermove", move);
      if (last.clientX !== startX) onDrag(last.clientX - startX, true, from);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", stop, { once: true });
  };
  return (
    <span
      aria-hidden="true"
      data-resize=""
      onPointerDown={start}
      className="absolute top-0 -right-1 z-1 h-full w-2 cursor-col-resize touch-none before:absolute before:inset-y-1.5 before:left-1/2 before:w-px before:bg-line hover:before:bg-brass"
    />
  );
}
