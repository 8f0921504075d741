import { type RowSelectionState, useTable } from "@tanstack/react-table";
import { useEffect, useMemo, useState } from "react";
import { type Column, tableModelFeatures } from "./columns";
import type { TableView } from "./use-table-view";

/** What the table's model works out: the shown columns in order with their widths, and the chosen rows. */
export type TableModel<Row> = {
  columns: ShownColumn<Row>[];
  selected: readonly string[];
  isSelected: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Chooses everything between the last touched row and this one. */
  selectTo: (id: string) => void;
  toggleAll: () => void;
  clear: () => void;
};

export type ShownColumn<Row> = { column: Column<Row>; width: number; resized: boolean };

export function useTableModel<Row extends object>(
  view: TableView<Row>,
  rows: readonly Row[],
  rowId: (row: Row) => string,
): TableModel<Row> {
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const [anchor, setAnchor] = useState<string | null>(null);
  const { columns: shown, widths } = view.look;
  const { list, definitions } = view.columns;

  useEffect(() => {
    setRowSelection({});
    setAnchor(null);
  }, [view.listKey]);

  const layout = useMemo(
    () => ({
      columnOrder: shown,
      columnVisibility: Object.fromEntries(list.map(({ id }) => [id, shown.includes(id)])),
      columnSizing: widths,
    }),
    [shown, widths, list],
  );
  const data = rows as Row[];
  const table = useTable({
    features: tableModelFeatures,
    columns: definitions,
    data,
    getRowId: rowId,
    state: { ...layout, rowSelection },
    onRowSelectionChange: setRowSelection,
  });

  const ids = table.getRowModel().rows.map((row) => row.id);
  const columns = table.getVisibleLeafColumns().flatMap((model) => {
    const column = list.find(({ id }) => id === model.id);
    return column ? [{ column, width: model.getSize(), resized: widths[model.id] !== undefined }] : [];
  });
  return {
    columns,
    selected: ids.filter((id) => rowSelection[id]),
    isSelected: (id) => rowSelection[id] === true,
    toggle: (id) => {
      setAnchor(id);
      setRowSelection(({ [id]: chosen, ...others }) => (chosen ? others : { ...others, [id]: true }));
    },
    selectTo: (id) => {
      const from = Math.max(0, ids.indexOf(anchor ?? id));
      const to = ids.indexOf(id);
      const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
      setRowSelection((before) => ({ ...before, ...Object.fromEntries(range.map((each) => [each, true as const])) }));
      setAnchor(id);
    },
    toggleAll: () => table.toggleAllRowsSelected(),
    clear: () => setRowSelection({}),
  };
}
