/**
 * Live lists: which rows are shown while newer ones arrive. New rows wait until the reader lets them in; rows that are
 * shown are renewed in place, and none of them moves or goes away meanwhile.
 */
export type HeldRows<Row> = { shown: readonly Row[]; held: number };

export function holdRows<Row>(
  shown: readonly Row[],
  arrived: readonly Row[],
  idOf: (row: Row) => string,
  letIn: boolean,
): HeldRows<Row> {
  if (letIn || shown.length === 0) return { shown: arrived, held: 0 };
  const fresh = new Map(arrived.map((row) => [idOf(row), row]));
  const known = new Set(shown.map(idOf));
  const lastKnown = arrived.findLastIndex((row) => known.has(idOf(row)));
  // What follows the last known row was asked for ("load more"): it joins below, where nothing moves.
  const below = lastKnown === -1 ? [] : arrived.slice(lastKnown + 1);
  const held = arrived.length - below.length - [...fresh.keys()].filter((id) => known.has(id)).length;
  return { shown: [...shown.map((row) => fresh.get(idOf(row)) ?? row), ...below], held };
}

/** Joins a renewed first page with the pages loaded below it. Rows that the new page should hold but does not are gone. */
export function joinPages<Row>(
  known: readonly Row[],
  firstPage: readonly Row[],
  idOf: (row: Row) => string,
): Row[] | null {
  const last = firstPage.at(-1);
  if (!last) return null;
  const at = known.findIndex((row) => idOf(row) === idOf(last));
  if (at === -1) return null;
  const renewed = new Set(firstPage.map(idOf));
  return [...firstPage, ...known.slice(at + 1).filter((row) => !renewed.has(idOf(row)))];
}
