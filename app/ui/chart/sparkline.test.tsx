import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Sparkline, sparklinePath } from "./sparkline";

test("an unknown value breaks the line", () => {
  expect(sparklinePath([1, 2, null, 2, 3]).match(/M/g)).toHaveLength(2);
});

test("a value alone between gaps is a dot", () => {
  expect(sparklinePath([null, 5, null])).toBe("M1 0.5h0");
});

test("zeros lie on the floor and nothing known draws nothing", () => {
  expect(sparklinePath([0, 0])).toBe("M0 1L1 1");
  expect(sparklinePath([null])).toBe("");
});

test("a small wobble stays small", () => {
  const heights = [...sparklinePath([100, 101]).matchAll(/[ML]\d+ ([\d.]+)/g)].map((match) => Number(match[1]));
  expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeLessThan(0.05);
});

test("it is drawn by the server and named when it carries meaning", () => {
  expect(renderToStaticMarkup(<Sparkline values={[1, 2]} label="Turns" />)).toContain('role="img" aria-label="Turns"');
  expect(renderToStaticMarkup(<Sparkline values={[1, 2]} />)).toContain('aria-hidden="true"');
});
