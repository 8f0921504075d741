import { expect, test } from "vitest";
import { parseQuery, printQuery } from "~/lib/query-language";
import { boundsOf, labelBound, printBound, withBounds } from "./figure-range";
import { readTurnQuery } from "./turn-filters";
import { TURN_KEYS } from "./turn-keys";

const query = (text: string) => parseQuery(text, TURN_KEYS);

test("the bounds of a figure are what the query says of it, whichever sign it uses", () => {
  expect(boundsOf(query("latency>2s latency<=10s cost>0.1"), "latency")).toEqual({ min: "2s", max: "10s" });
  expect(boundsOf(query("bot:snark"), "tokens")).toEqual({ min: "", max: "" });
});

test("new bounds take the place of the old, and empty ones take them away", () => {
  const changed = withBounds(query("bot:snark latency>2s"), "latency", { min: " 1s ", max: "" });
  expect(printQuery(changed, TURN_KEYS)).toBe("bot:snark latency>=1s");
  expect(printQuery(withBounds(changed, "latency", { min: "", max: "" }), TURN_KEYS)).toBe("bot:snark");
});

test("what a bar writes into the query is read back as the same figure", () => {
  const back = (key: "latency" | "tokens" | "cost", value: number) => {
    const params = new URLSearchParams({ q: `${key}>=${printBound(key, value)}` });
    return Number(readTurnQuery(params, "UTC").filter.min?.[key]);
  };
  for (const value of [0, 700, 1_500, 10_000, 70_000]) expect(back("latency", value)).toBe(value);
  for (const value of [0, 150, 1_500, 3_000_000]) expect(back("tokens", value)).toBe(value);
  for (const value of [0, 0.000_001, 0.015, 2]) expect(back("cost", value)).toBe(value);
});

test("under the bars the ends stand as people read them", () => {
  expect([labelBound("latency", 700), labelBound("latency", 1_500)]).toEqual(["700 ms", "1.5 s"]);
  expect([labelBound("tokens", 1_500), labelBound("cost", 0.015)]).toEqual(["1.5k", "$0.015"]);
});
