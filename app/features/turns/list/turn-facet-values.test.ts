import { expect, test } from "vitest";
import { aTurnRow } from "../../../../test/factories/turn-row";
import { facetValuesOf } from "./turn-facet-values";

const rows = [
  aTurnRow({ bot_id: "nova", status: "streaming", tags: ["a", "b"] }),
  aTurnRow({ bot_id: "snark", tool_call_count: 2, tags: ["a"] }),
  aTurnRow({ bot_id: "snark" }),
];

test("until the counts have come, the values are those of the rows, the most frequent first", () => {
  const values = facetValuesOf(null, rows);
  expect(values.bot).toEqual([
    { value: "snark", count: null },
    { value: "nova", count: null },
  ]);
  expect(values.status?.map(({ value }) => value)).toEqual(["ok", "running"]);
  expect(values.tag?.map(({ value }) => value)).toEqual(["a", "b"]);
  expect(values.tools?.map(({ value }) => value)).toEqual(["no", "yes"]);
  expect(values.user).toEqual([]);
});

test("counted values are called what the query bar calls them", () => {
  const ranges = { latency: null, ttft: null, tokens: null, cost: null, tools: null };
  const values = facetValuesOf(
    {
      ...{ ranges, total: 3 },
      facets: [
        { key: "status", values: [{ value: "streaming", count: 1 }] },
        { key: "tools", values: [{ value: "true", count: 2 }] },
        { key: "tags", values: [{ value: "a", count: 2 }] },
      ],
    },
    rows,
  );
  expect(values.status).toEqual([{ value: "running", count: 1 }]);
  expect(values.tools).toEqual([{ value: "yes", count: 2 }]);
  expect(values.tag).toEqual([{ value: "a", count: 2 }]);
});
