import { columnsParam, cursorParam, densityParam, peekParam, sortParam, widthsParam } from "~/lib/list-params";
import { patchParams } from "~/lib/search-params";
import { type Column, narrowest, widest } from "./columns";

export const densities = [24, 32, 48] as const;
export type Density = (typeof densities)[number];

export type Sort = { id: string; descending: boolean };

/** How a table looks, read from the address. Columns are the shown ones, in order. */
export type TableLook = {
  sort: Sort | null;
  columns: string[];
  widths: Record<string, number>;
  density: Density | null;
};

type AnyColumn = Pick<Column<never>, "id" | "hidden" | "fixed" | "sort">;

export function readTableLook(
  params: URLSearchParams,
  columns: readonly AnyColumn[],
  defaultSort: string | null,
): TableLook {
  return {
    sort: readSort(params.get(sortParam), columns) ?? readSort(defaultSort, columns),
    columns: readColumns(params.get(columnsParam), columns),
    widths: readWidths(params.get(widthsParam), columns),
    density: densities.find((density) => String(density) === params.get(densityParam)) ?? null,
  };
}

/** The address of a changed look. A change of the sort begins the list anew; defaults are not written. */
export function writeTableLook(
  params: URLSearchParams,
  change: Partial<TableLook>,
  columns: readonly AnyColumn[],
  defaultSort: string | null,
): URLSearchParams {
  const patch: Record<string, string | null> = {};
  if (change.sort !== undefined) {
    const text = change.sort && printSort(change.sort);
    patch[sortParam] = text === defaultSort ? null : text;
    patch[cursorParam] = null;
  }
  if (change.columns) {
    const text = change.columns.join(",");
    patch[columnsParam] = text === shownByDefault(columns).join(",") ? null : text;
  }
  if (change.widths) patch[widthsParam] = printWidths(change.widths, columns) || null;
  if (change.density !== undefined) patch[densityParam] = change.density === null ? null : String(change.density);
  return patchParams(params, patch);
}

/** A click on a header: first its own direction, then the other. */
export function nextSort(current: Sort | null, column: AnyColumn): Sort {
  if (current?.id === column.id) return { id: column.id, descending: !current.descending };
  return { id: column.id, descending: column.sort === "desc" };
}

export function printSort(sort: Sort): string {
  return `${sort.descending ? "-" : ""}${sort.id}`;
}

export function peekSearch(params: URLSearchParams, id: string | null): URLSearchParams {
  return patchParams(params, { [peekParam]: id });
}

/** Moves a shown column one place; at the end it stays. */
export function moveColumn(shown: readonly string[], id: string, by: number): string[] {
  const from = shown.indexOf(id);
  const to = Math.max(0, Math.min(shown.length - 1, from + by));
  if (from === -1 || from === to) return [...shown];
  const rest = shown.filter((other) => other !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/** Shows a column where it stands by default, or takes it away; the fixed ones and the last one stay. */
export function toggleColumn(shown: readonly string[], id: string, columns: readonly AnyColumn[]): string[] {
  const column = columns.find((other) => other.id === id);
  if (!column) return [...shown];
  if (shown.includes(id))
    return column.fixed || shown.length === 1 ? [...shown] : shown.filter((other) => other !== id);
  const order = columns.map((other) => other.id);
  const before = order.slice(0, order.indexOf(id)).reverse();
  const anchor = before.find((other) => shown.includes(other));
  const at = anchor ? shown.indexOf(anchor) + 1 : 0;
  return [...shown.slice(0, at), id, ...shown.slice(at)];
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(narrowest, Math.min(widest, width)));
}

function readSort(text: string | null, columns: readonly AnyColumn[]): Sort | null {
  if (!text) return null;
  const descending = text.startsWith("-");
  const id = descending ? text.slice(1) : text;
  return columns.some((column) => column.id === id && column.sort) ? { id, descending } : null;
}

function readColumns(text: string | null, columns: readonly AnyColumn[]): string[] {
  const known = [...new Set(text?.split(",") ?? [])].filter((id) => columns.some((column) => column.id === id));
  if (known.length === 0) return shownByDefault(columns);
  const missing = columns.filter((column) => column.fixed && !known.includes(column.id)).map((column) => column.id);
  return [...missing, ...known];
}

function shownByDefault(columns: readonly AnyColumn[]): string[] {
  return columns.filter((column) => !column.hidden).map((column) => column.id);
}

function readWidths(text: string | null, columns: readonly AnyColumn[]): Record<string, number> {
  const widths: Record<string, number> = {};
  for (const part of text?.split(",") ?? []) {
    const [id = "", pixels] = part.split(":");
    const width = Number(pixels);
    if (columns.some((column) => column.id === id) && Number.isFinite(width) && width > 0)
      widths[id] = clampWidth(width);
  }
  return widths;
}

function printWidths(widths: Record<string, number>, columns: readonly AnyColumn[]): string {
  return columns
    .filter((column) => widths[column.id] !== undefined)
    .map((column) => `${column.id}:${clampWidth(widths[column.id] ?? 0)}`)
    .join(",");
}
