import { expect, test } from "vitest";
import {
  alignSeries,
  type ChartData,
  foldSeries,
  isEmptyChart,
  nearestRow,
  otherId,
  sumKnown,
  valueRange,
} from "./chart-series";

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 14);

function timeData(series: [string, (number | null)[]][]): ChartData {
  return {
    axis: { kind: "time", zone: "UTC", stepMs: hour },
    series: series.map(([id, values]) => ({
      id,
      label: id,
      points: values.map((y, index) => ({ x: start + index * hour, y, href: `/turns?at=${index}&model=${id}` })),
    })),
  };
}

test("series of different length line up, and what is missing is a gap, not zero", () => {
  const chart = alignSeries(
    timeData([
      ["a", [1, 0, 3]],
      ["b", [5, null]],
    ]),
  );
  expect(chart.rows.map((row) => row.values)).toEqual([
    [1, 5],
    [0, null],
    [3, null],
  ]);
});

test("a value that is not a number is a gap", () => {
  const chart = alignSeries(timeData([["a", [Number.NaN, Infinity, 2]]]));
  expect(chart.rows.map((row) => row.values[0])).toEqual([null, null, 2]);
});

test("points that come out of order are drawn in order of time", () => {
  const data: ChartData = {
    axis: { kind: "time", zone: "UTC", stepMs: hour },
    series: [
      {
        id: "a",
        label: "a",
        points: [
          { x: start + hour, y: 2 },
          { x: start, y: 1 },
        ],
      },
    ],
  };
  expect(alignSeries(data).rows.map((row) => row.x)).toEqual([start, start + hour]);
});

test("each row stands in the middle of what it covers and the scale ends where the last one ends", () => {
  const chart = alignSeries(timeData([["a", [1, 2]]]));
  expect(chart.rows[0]?.at).toBe(start + hour / 2);
  expect(chart.scale).toEqual({ from: start, to: start + 2 * hour, step: hour });
});

test("the seventh series and later become other, and no figure is lost", () => {
  const values = (factor: number) => [factor, factor * 2];
  const data = timeData([1, 2, 3, 4, 5, 6, 7, 8].map((factor) => [`m${factor}`, values(factor)]));
  const chart = foldSeries(data);
  expect(chart.series.map((series) => series.id)).toEqual(["m3", "m4", "m5", "m6", "m7", "m8", otherId]);
  expect(chart.rows.map((row) => sumKnown(row.values))).toEqual([36, 72]);
  expect(chart.rows[0]?.values.at(-1)).toBe(3);
  expect(alignSeries(data).series).toHaveLength(8);
});

test("values that may not be summed are left out and counted", () => {
  const data = timeData([1, 2, 3, 4, 5, 6, 7, 8].map((factor) => [`p${factor}`, [factor]]));
  const chart = foldSeries({ ...data, additive: false });
  expect(chart.series).toHaveLength(6);
  expect(chart.leftOut).toBe(2);
});

test("other is unknown where every part of it is unknown", () => {
  const data = timeData([1, 2, 3, 4, 5, 6, 7, 8].map((factor) => [`m${factor}`, [factor, factor < 3 ? null : factor]]));
  expect(foldSeries(data).rows.map((row) => row.values.at(-1))).toEqual([3, null]);
});

test("a pinned colour stays with its series and no other takes it", () => {
  const data = timeData([
    ["a", [1]],
    ["b", [1]],
    ["c", [1]],
  ]);
  const pinned = data.series.map((series, index) => (index === 2 ? { ...series, color: 1 as const } : series));
  expect(foldSeries({ ...data, series: pinned }).series.map((series) => series.color)).toEqual([
    "var(--series-2)",
    "var(--series-3)",
    "var(--series-1)",
  ]);
});

test("the range of a stack is its sum, and a hidden series does not count", () => {
  const chart = foldSeries(
    timeData([
      ["a", [1, 4]],
      ["b", [5, 1]],
    ]),
  );
  expect(valueRange(chart, new Set(), true)).toEqual([0, 6]);
  expect(valueRange(chart, new Set(), false)).toEqual([0, 5]);
  expect(valueRange(chart, new Set(["b"]), true)).toEqual([0, 4]);
});

test("only unknown values make an empty chart; zeros do not", () => {
  expect(isEmptyChart(timeData([["a", [null, null]]]))).toBe(true);
  expect(isEmptyChart(timeData([["a", [0]]]))).toBe(false);
});

test("every point keeps the link to its list", () => {
  const chart = foldSeries(timeData([["a", [1, 2]]]));
  expect(chart.rows[1]?.hrefs).toEqual(["/turns?at=1&model=a"]);
});

test("categories keep their order and show at most a dozen labels", () => {
  const points = Array.from({ length: 40 }, (_, index) => ({ x: `bot ${40 - index}`, y: index }));
  const chart = alignSeries({ axis: { kind: "category" }, series: [{ id: "a", label: "a", points }] });
  expect(chart.rows[0]?.label).toBe("bot 40");
  expect(chart.ticks.length).toBeLessThanOrEqual(12);
  expect(nearestRow(chart.rows, 39.9)).toBe(39);
});
