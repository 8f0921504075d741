import { expect, test } from "vitest";
import { sortRows } from "./sort-rows";

const rows = [
  { name: "bo", at: new Date(2) },
  { name: "Ada", at: null },
  { name: "cy", at: new Date(1) },
];
const keys = { name: (row: (typeof rows)[0]) => row.name, at: (row: (typeof rows)[0]) => row.at };
const sorted = (text: string | null) => sortRows(rows, text, keys, "name").map((row) => row.name);

test("rows are sorted by what the address says, and as usual when it says nothing known", () => {
  expect(sorted("name")).toEqual(["Ada", "bo", "cy"]);
  expect(sorted("-name")).toEqual(["cy", "bo", "Ada"]);
  for (const text of [null, "", "toString", "-nothing"]) expect(sorted(text)).toEqual(["Ada", "bo", "cy"]);
});

test("what is missing stands last, whichever way", () => {
  expect(sorted("at")).toEqual(["cy", "bo", "Ada"]);
  expect(sorted("-at")).toEqual(["bo", "cy", "Ada"]);
});
