import { type ReactNode, type Ref, memo } from "react";
import type { Follow } from "../list/use-list-address";
import type { Column } from "./columns";
import type { ShownColumn } from "./use-table-model";

export type RowProps<Row> = {
  row: Row;
  id: string;
  /** The row's place among the loaded ones, from 0. */
  index: number;
  label: string;
  href: string;
  columns: readonly ShownColumn<Row>[];
  active: boolean;
  open: boolean;
  selected: boolean | null;
  interactive: boolean;
  onToggle: (id: string, range: boolean) => void;
  follow: Follow;
  /** Pixels left free above, in place of rows that are not drawn. */
  gap?: number;
  measure?: Ref<HTMLTableRowElement>;
};

/** In a wide table a line, in a narrow one a card with a named value for each cell. */
function TableRowOf<Row>(props: RowProps<Row>) {
  const { row, id, index, label, href, columns, active, open, selected, interactive, gap, measure } = props;
  return (
    <tr
      ref={measure}
      role="row"
      data-row={id}
      data-index={index}
      data-open={open || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected ?? undefined}
      tabIndex={interactive ? (active ? 0 : -1) : undefined}
      className="list-row"
      style={gap ? { marginTop: gap } : undefined}
    >
      {selected !== null && (
        <td role="gridcell" className="list-tick">
          <input
            type="checkbox"
            className="tick"
            aria-label={`Select ${label}`}
            checked={selected}
            disabled={!interactive}
            tabIndex={-1}
            onChange={() => undefined}
            onClick={(event) => props.onToggle(id, event.shiftKey)}
          />
        </td>
      )}
      {columns.map(({ column }, at) => (
        <td
          key={column.id}
          role="gridcell"
          data-label={column.header}
          data-grow={column.grow || undefined}
          className={cellClass(column)}
        >
          {at === 0 ? (
            <RowLink href={href} interactive={interactive} follow={props.follow}>
              {column.cell(row)}
            </RowLink>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

function cellClass({ align, spare, muted, mono }: Pick<Column<never>, "align" | "spare" | "muted" | "mono">): string {
  return `list-cell${align === "end" ? " at-end" : ""}${spare ? " spare" : ""}${mono ? " is-mono" : muted ? " is-muted" : ""}`;
}

type LinkProps = { href: string; interactive: boolean; follow: Follow; children: ReactNode };

function RowLink({ href, interactive, follow, children }: LinkProps) {
  return (
    <a href={href} onClick={follow} data-row-link="" tabIndex={interactive ? -1 : undefined} className="row-link">
      {children}
    </a>
  );
}

export const TableRow = memo(TableRowOf) as typeof TableRowOf;
