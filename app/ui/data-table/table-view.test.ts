import { expect, test } from "vitest";
import { defineColumns } from "./columns";
import { moveColumn, nextSort, readTableLook, toggleColumn, writeTableLook } from "./table-view";

const { list } = defineColumns<{ id: string }>([
  { id: "time", header: "Time", width: 80, sort: "desc", fixed: true, cell: () => null },
  { id: "name", header: "Name", width: 100, sort: "asc", cell: () => null },
  { id: "note", header: "Note", width: 200, grow: true, cell: () => null },
  { id: "extra", header: "Extra", width: 60, hidden: true, cell: () => null },
]);
const read = (search: string) => readTableLook(new URLSearchParams(search), list, "-time");

test("an empty address shows the defaults", () => {
  expect(read("")).toEqual({
    sort: { id: "time", descending: true },
    columns: ["time", "name", "note"],
    widths: {},
    density: null,
  });
});

test("what the address should not name falls away", () => {
  expect(read("sort=note&cols=zz&w=zz:10,name:x,note:99999&density=33")).toEqual({
    ...read(""),
    widths: { note: 1200 },
  });
  expect(read("cols=note,note,name").columns).toEqual(["time", "note", "name"]);
});

test("a look survives the address, and its defaults are not written", () => {
  const change = {
    sort: { id: "name", descending: false },
    columns: ["note", "time", "extra"],
    widths: { note: 321, time: 90 },
    density: 48 as const,
  };
  const params = writeTableLook(new URLSearchParams("bot=a&after=x"), change, list, "-time");
  expect(params.toString()).toBe("bot=a&sort=name&cols=note%2Ctime%2Cextra&w=time%3A90%2Cnote%3A321&density=48");
  expect(readTableLook(params, list, "-time")).toEqual(change);
  const back = writeTableLook(params, read(""), list, "-time");
  expect(back.toString()).toBe("bot=a");
});

test("another sort begins the list anew, another width does not", () => {
  const params = new URLSearchParams("after=x");
  expect(writeTableLook(params, { sort: { id: "name", descending: true } }, list, null).has("after")).toBe(false);
  expect(writeTableLook(params, { widths: { name: 50 } }, list, null).has("after")).toBe(true);
});

test("a header sorts its own way first, then the other", () => {
  const [time, name] = list;
  if (!time || !name) throw new Error("columns are missing");
  expect(nextSort(null, time)).toEqual({ id: "time", descending: true });
  expect(nextSort({ id: "time", descending: true }, time)).toEqual({ id: "time", descending: false });
  expect(nextSort({ id: "time", descending: true }, name)).toEqual({ id: "name", descending: false });
});

test("columns move within their bounds, come where they belong and go unless they are fixed", () => {
  expect(moveColumn(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
  expect(moveColumn(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
  expect(toggleColumn(["time", "note"], "name", list)).toEqual(["time", "name", "note"]);
  expect(toggleColumn(["note", "time"], "extra", list)).toEqual(["note", "extra", "time"]);
  expect(toggleColumn(["time", "name"], "time", list)).toEqual(["time", "name"]);
  expect(toggleColumn(["time", "name"], "name", list)).toEqual(["time"]);
});
