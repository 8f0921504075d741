import { expect, test } from "vitest";
import { holdRows, joinPages } from "./held-rows";

type Row = { id: number; note?: string };
const idOf = (row: Row) => String(row.id);
const rows = (...ids: number[]): Row[] => ids.map((id) => ({ id }));

test("new rows wait above, and what is shown is renewed in place", () => {
  const arrived = [{ id: 5 }, { id: 4 }, { id: 3, note: "changed" }, { id: 2 }];
  expect(holdRows(rows(3, 2), arrived, idOf, false)).toEqual({
    shown: [{ id: 3, note: "changed" }, { id: 2 }],
    held: 2,
  });
});

test("with the top in view they come in at once", () => {
  expect(holdRows(rows(3, 2), rows(4, 3, 2), idOf, true)).toEqual({ shown: rows(4, 3, 2), held: 0 });
  expect(holdRows([], rows(2, 1), idOf, false)).toEqual({ shown: rows(2, 1), held: 0 });
});

test("rows that were asked for join below without waiting", () => {
  expect(holdRows(rows(3, 2), rows(4, 3, 2, 1), idOf, false)).toEqual({ shown: rows(3, 2, 1), held: 1 });
});

test("a row that went away stays until the reader lets the new ones in", () => {
  expect(holdRows(rows(3, 2, 1), rows(4, 3, 1), idOf, false)).toEqual({ shown: rows(3, 2, 1), held: 1 });
});

test("when everything is new, everything waits", () => {
  expect(holdRows(rows(2, 1), rows(9, 8), idOf, false)).toEqual({ shown: rows(2, 1), held: 2 });
});

test("a renewed first page keeps the pages below it and drops what it should hold but does not", () => {
  expect(joinPages(rows(6, 5, 4, 3, 2, 1), rows(7, 6, 4), idOf)).toEqual(rows(7, 6, 4, 3, 2, 1));
});

test("a first page that knows none of the old rows stands alone: between them rows may be missing", () => {
  expect(joinPages(rows(3, 2, 1), rows(9, 8, 7), idOf)).toBeNull();
  expect(joinPages(rows(3, 2, 1), [], idOf)).toBeNull();
});
