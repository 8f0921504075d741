import { columnOrderingFeature, columnSizingFeature, createColumnHelper, tableFeatures } from "@tanstack/react-table";
import type { ReactNode } from "react";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Pixels. A growing column takes the rest of the line and never less than this. */
  width: number;
  grow?: boolean;
  align?: "end";
  /** Beside what matters more; `mono` for ids. */
  muted?: boolean;
  mono?: boolean;
  /** The direction of the first click; absent, the column does not sort. */
  sort?: "asc" | "desc";
  /** Not shown until somebody chooses it. */
  hidden?: boolean;
  /** Gives way where the table has little room, as beside an open row. */
  spare?: boolean;
  /** Cannot be taken away. */
  fixed?: boolean;
};

export const tableModelFeatures = tableFeatures({
  columnOrderingFeature,
  columnSizingFeature,
});

export type Columns<Row> = {
  list: readonly Column<Row>[];
  definitions: ReturnType<typeof describe<Row>>;
};

/** A table's columns, once, at module level: a new list on each render would make the model anew. */
export function defineColumns<Row>(list: readonly Column<Row>[]): Columns<Row> {
  return { list, definitions: describe(list) };
}

function describe<Row>(list: readonly Column<Row>[]) {
  const helper = createColumnHelper<typeof tableModelFeatures, Row & object>();
  return helper.columns(
    list.map((column) =>
      helper.display({
        id: column.id,
        header: column.header,
        size: column.width,
        minSize: narrowest,
      }),
    ),
  );
}

export const narrowest = 40;
export const widest = 1200;
