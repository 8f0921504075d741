import { useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import { type Column, tableModelFeatures } from "./columns";
import type { TableView } from "./use-table-view";

export type ShownColumn<Row> = { column: Column<Row>; width: number; resized: boolean };

/** What the table's model works out: the columns that stand, in order and with their widths, and the rows' ids. */
export type TableModel<Row> = { columns: readonly ShownColumn<Row>[]; ids: readonly string[] };

export function useTableModel<Row extends object>(
  view: TableView<Row>,
  rows: readonly Row[],
  rowId: (row: Row) => string,
): TableModel<Row> {
  const { columns: shown, widths } = view.look;
  const { list, definitions } = view.columns;
  const state = useMemo(() => ({ columnOrder: shown, columnSizing: widths }), [shown, widths]);
  const standing = useMemo(() => definitions.filter(({ id }) => shown.includes(id ?? "")), [definitions, shown]);
  const data = rows as Row[];
  const table = useTable({ features: tableModelFeatures, columns: standing, data, getRowId: rowId, state });
  const model = table.getRowModel();
  const ids = useMemo(() => model.rows.map((row) => row.id), [model]);
  // Rows are drawn anew when one of these changed, not with every new address.
  const columns = useMemo(
    () =>
      table.getAllLeafColumns().flatMap((leaf) => {
        const column = list.find(({ id }) => id === leaf.id);
        return column ? [{ column, width: leaf.getSize(), resized: state.columnSizing[leaf.id] !== undefined }] : [];
      }),
    // eslint-disable-next-line react/exhaustive-deps -- the model is a new object on each render, the state is not
    [list, state],
  );
  return { columns, ids };
}
