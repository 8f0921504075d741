import { expect, test } from "vitest";
import type { LibraryFilter, LibraryGroup } from "~/data/runtime/prompt-library";
import { countLibrary } from "./library-facets";

const none = { category: [], folder: [], scope: [], bot: [], standing: [], state: [] };
const filter = (only: Partial<LibraryFilter["only"]>, not: Partial<LibraryFilter["not"]> = {}): LibraryFilter => ({
  only: { ...none, ...only },
  not: { ...none, ...not },
  words: [],
});
const group = (change: Partial<LibraryGroup>): LibraryGroup => ({
  ...{ category: "memory", folder: "", scope: "global", bot: null, standing: "own", states: [], count: 1, ...change },
});

test("a facet counts what a click on it would show, given all the others", () => {
  const groups = [
    group({ category: "memory", states: ["pinned", "behind"], count: 2 }),
    group({ category: "memory", count: 3 }),
    group({ category: "persona", states: ["pinned"], count: 5 }),
  ];
  const counts = countLibrary(groups, filter({ category: ["memory"] }));
  expect(counts.total).toBe(5);
  expect(counts.category).toEqual([
    { value: "memory", count: 5 },
    { value: "persona", count: 5 },
  ]);
  expect(counts.state).toEqual([
    { value: "behind", count: 2 },
    { value: "pinned", count: 2 },
  ]);
});

test("a folder counts what lies below it, and the tree stands in the order of its branches", () => {
  const groups = [group({ folder: "a b" }), group({ folder: "a/z", count: 2 }), group({ folder: "a", count: 4 })];
  expect(countLibrary(groups, filter({})).folder).toEqual([
    { value: "a", count: 6 },
    { value: "a/z", count: 2 },
    { value: "a b", count: 1 },
  ]);
  expect(countLibrary(groups, filter({ folder: ["a"] })).total).toBe(6);
  expect(countLibrary(groups, filter({}, { folder: ["a"] })).total).toBe(1);
});
