import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { ChartBar } from "./chart-bar";
import { ChartBarList } from "./chart-bar-list";
import { usdFormat } from "./chart-format";
import { ChartFrame, type ChartStatus } from "./chart-frame";
import { ChartHeat, heatColor } from "./chart-heat";
import { nextHidden } from "./chart-legend";
import { nextSeries, pickSeries, snapRange } from "./chart-pick";
import { alignSeries, type ChartData } from "./chart-series";
import { chartCsvRows } from "./chart-table";

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 14);
const data: ChartData = {
  axis: { kind: "time", zone: "UTC", stepMs: hour },
  series: [
    { id: "a", label: "alpha", points: [1.5, 0, 3].map((y, index) => ({ x: start + index * hour, y })) },
    { id: "b", label: "<b>beta</b>", points: [4, null, 6].map((y, index) => ({ x: start + index * hour, y })) },
  ],
};
const nothing: ReadonlySet<string> = new Set();

function draw(status: ChartStatus = {}, shown: ChartData = data) {
  return renderToString(
    <ChartFrame title="Cost" data={shown} format={usdFormat} height={200} status={status}>
      <ChartBar />
    </ChartFrame>,
  );
}

test("the server sends the figures as a table for whoever has no JavaScript", () => {
  const markup = draw();
  expect(markup).toMatch(/<noscript><table.*<th scope="row".*Sat 14 Nov 02:00.*\$6.*<\/table><\/noscript>/);
  expect(markup).toContain("unknown");
  expect(markup).toContain("$0");
});

test("the server reserves the height and draws axes, so nothing moves later", () => {
  const markup = draw();
  expect(markup).toContain("height:200px");
  expect(markup).toContain("$10");
  expect(markup).not.toContain("recharts");
});

test("a name from outside is text", () => {
  expect(draw()).not.toContain("<b>beta");
});

test("empty, pending and error each say so at the same height", () => {
  const none = { ...data, series: [] };
  expect(draw({ empty: "No turns." }, none)).toContain("No turns.");
  expect(draw({ pending: true }, none)).toContain('role="status"');
  expect(draw({ pending: true })).toContain("aria-busy");
  expect(draw({ pending: true })).toContain("alpha");
  const failed = draw({ error: "No answer in 5 s." });
  expect(failed).toMatch(/role="alert".*height:200px.*No answer in 5 s\./);
  expect(failed).not.toContain("CSV");
});

test("heat and bar list are complete in the server's markup", () => {
  const categories: ChartData = {
    axis: { kind: "category", label: "Hour" },
    series: [{ id: "mon", label: "Mon", points: [0, 4, null].map((y, index) => ({ x: `0${index}:00`, y })) }],
  };
  const heat = renderToString(
    <ChartFrame title="Busy" data={categories} legend={false}>
      <ChartHeat />
    </ChartFrame>,
  );
  expect(heat).toContain("Mon 01:00: 4");
  expect(heat).toContain("Mon 02:00: unknown");
  const list = renderToString(
    <ChartFrame title="Busy" data={categories}>
      <ChartBarList />
    </ChartFrame>,
  );
  expect(list).toContain("width:100%");
});

test("heat shows the smallest value and keeps zero apart", () => {
  expect(heatColor(0, 100)).toBe("var(--sunken)");
  expect(heatColor(0.01, 100)).not.toBe(heatColor(0, 100));
  expect(heatColor(100, 100)).toContain("100%");
});

test("the file has instants, bare figures and nothing where a figure is unknown", () => {
  expect(chartCsvRows(data, alignSeries(data))).toEqual([
    ["time", "alpha", "<b>beta</b>"],
    ["2026-11-14T00:00:00.000Z", 1.5, 4],
    ["2026-11-14T01:00:00.000Z", 0, null],
    ["2026-11-14T02:00:00.000Z", 3, 6],
  ]);
});

test("a series goes and comes back, and the last one cannot be hidden", () => {
  const { series } = alignSeries(data);
  expect([...nextHidden(series, nothing, "a", false)]).toEqual(["a"]);
  expect([...nextHidden(series, new Set(["a"]), "a", false)]).toEqual([]);
  expect([...nextHidden(series, new Set(["a"]), "b", false)]).toEqual([]);
});

test("solo shows one series, and solo again shows all", () => {
  const { series } = alignSeries(data);
  const solo = nextHidden(series, nothing, "a", true);
  expect([...solo]).toEqual(["b"]);
  expect([...nextHidden(series, solo, "a", true)]).toEqual([]);
});

test("a point in a stack belongs to the segment under the pointer, on a line chart to the nearest line", () => {
  const { rows, series } = alignSeries(data);
  const row = rows[0];
  if (!row) throw new Error("no row");
  expect(pickSeries(row, series, nothing, true, 1)).toBe(0);
  expect(pickSeries(row, series, nothing, true, 3)).toBe(1);
  expect(pickSeries(row, series, nothing, true, 99)).toBe(1);
  expect(pickSeries(row, series, nothing, false, 2)).toBe(0);
  expect(pickSeries(row, series, new Set(["a"]), false, 2)).toBe(1);
});

test("arrow keys go round the series that have a value", () => {
  const { rows, series } = alignSeries(data);
  const [first, second] = rows;
  if (!first || !second) throw new Error("no rows");
  expect(nextSeries(first, series, nothing, 1, 1)).toBe(0);
  expect(nextSeries(second, series, nothing, -1, 1)).toBe(0);
  expect(nextSeries(second, series, new Set(["a"]), -1, 1)).toBe(-1);
});

test("zooming takes whole steps, at least one, inside the scale", () => {
  const scale = { from: 0, to: 100, step: 10 };
  expect(snapRange(scale, 34, 12)).toEqual({ from: 10, to: 40 });
  expect(snapRange(scale, 20, 20)).toEqual({ from: 20, to: 30 });
  expect(snapRange(scale, -50, 500)).toEqual({ from: 0, to: 100 });
});
