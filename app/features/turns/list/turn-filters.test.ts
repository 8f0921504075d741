import { expect, test } from "vitest";
import { excludeValue, readQuery, toggleValue, writeQuery } from "~/lib/query-facets";
import { parseQuery, printQuery } from "~/lib/query-language";
import { seeded } from "../../../../test/factories/random";
import { readTurnFilters, readTurnQuery } from "./turn-filters";
import { TURN_KEYS } from "./turn-keys";

const NOW = new Date("2026-11-20T12:00:00Z");

function read(search: string) {
  return readTurnQuery(new URLSearchParams(search), "UTC", NOW);
}

test("an address without parameters asks for the newest turns of the last 24 hours, and goes on", () => {
  const { filter, ...order } = read("");
  expect(order).toEqual({ q: null, sort: "started_at", descending: true, isOpen: true });
  expect(filter.from).toBe("2026-11-19T12:00:00.000Z");
  expect(Date.parse(filter.to)).toBeGreaterThan(NOW.getTime() + 24 * 3_600_000);
});

test("what is typed into the query bar is what the list is narrowed to", () => {
  const typed =
    'bot:snark,nova -status:running latency>2s cost>=$.01 tokens<1.5k tag:"a b" -tag:x tools:yes restart "at night" -plex';
  const { filter, q } = read(new URLSearchParams({ q: typed }).toString());
  expect(filter).toMatchObject({
    only: { bot: ["snark", "nova"] },
    not: { status: ["streaming"] },
    above: { latency: "2000" },
    min: { cost: "0.01" },
    below: { tokens: "1500" },
    tags: ["a b"],
    notTags: ["x"],
    hasTools: true,
  });
  expect(q).toBe('restart "at night" -plex');
});

test("what nobody understands falls away, and an old bookmark still opens", () => {
  const { filter, sort, descending } = read(
    "latency=>soon&cost=<much&tools=maybe&range=whenever&sort=-colour&tokens=>99999999999",
  );
  expect({ sort, descending }).toEqual({ sort: "started_at", descending: true });
  expect(Object.keys(filter).sort()).toEqual(["from", "to"]);
  expect(filter.from).toBe("2026-11-19T12:00:00.000Z");
});

test("with and without tools at once says nothing about tools", () => {
  expect(read("tools=yes&tools=no").filter.hasTools).toBeUndefined();
  expect(read("tools=!yes").filter.hasTools).toBe(false);
  expect(read("tools=>2").filter).toMatchObject({ above: { tools: "2" } });
});

test("a range in the past does not go on", () => {
  const past = read("range=2026-11-01T00:00Z..2026-11-02T00:00Z");
  expect(past.isOpen).toBe(false);
  expect(past.filter).toMatchObject({ from: "2026-11-01T00:00:00.000Z", to: "2026-11-02T00:00:00.000Z" });
});

test("the bounds of a form that was sent without script count like typed ones", () => {
  expect(read("latency_min=500ms&latency_max=2s&cost_min=").filter).toMatchObject({
    min: { latency: "500" },
    max: { latency: "2000" },
  });
  expect(printQuery(readTurnFilters(new URLSearchParams("tokens_max=2k")), TURN_KEYS)).toBe("tokens<=2k");
});

test("facets and query bar stay in step whatever the values are", () => {
  const random = seeded(6);
  const letters = ["a", "ø", "日", "😀", " ", '"', "\\", ",", ":", "-", "!", ">", "<", "=", "bot:", "."];
  const value = () => `${random.pick(letters)}${random.some(letters).join("")}x`;
  for (let round = 0; round < 500; round += 1) {
    const query = Array.from({ length: random.below(8) }, value).reduce(
      (known, chosen) =>
        random.pick([toggleValue, excludeValue])(
          known,
          random.pick(["bot", "status", "model", "user", "error", "tag"]),
          chosen,
        ),
      readQuery(new URLSearchParams(), TURN_KEYS),
    );
    const address = writeQuery(new URLSearchParams(), query, TURN_KEYS);
    const inBar = printQuery(readQuery(address, TURN_KEYS), TURN_KEYS);
    const typed = writeQuery(new URLSearchParams(), parseQuery(inBar, TURN_KEYS), TURN_KEYS);
    expect(typed.toString()).toBe(address.toString());
    expect(readTurnQuery(typed, "UTC", NOW)).toEqual(readTurnQuery(address, "UTC", NOW));
  }
});
