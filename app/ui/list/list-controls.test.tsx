import { expect, test } from "vitest";
import { renderAt } from "../../../test/setup/render-at";
import { ClockProvider } from "../clock";
import { type Facet, FacetList } from "./facet-list";
import { Peek } from "./peek";
import { QueryBar } from "./query-bar";
import { SavedViews } from "./saved-views";
import { TimeRangePicker } from "./time-range-picker";

const names = ["colour", "size"];
const facets: Facet[] = [
  {
    key: "colour",
    label: "Colour",
    values: Array.from({ length: 9 }, (_, at) => ({ value: `c${at}`, count: 90 - at })),
  },
];
const keys = [{ key: "colour", label: "Colour", values: [{ value: "c1" }] }];

test("a facet value links to itself, to only it and to all but it, and closes the panel and begins the list anew", () => {
  const markup = renderAt("/p?colour=c1&size=2&peek=x&after=y&sort=z", <FacetList facets={facets} keys={names} />);
  expect(markup).toContain('href="/p?sort=z&amp;colour=c1&amp;colour=c2&amp;size=2"');
  expect(markup).toMatch(/href="\/p\?sort=z&amp;colour=c2&amp;size=2"[^>]*aria-label="Only c2"/);
  expect(markup).toMatch(/href="\/p\?sort=z&amp;colour=c1&amp;colour=%21c2&amp;size=2"[^>]*aria-label="Exclude c2"/);
  expect(markup).toMatch(/aria-current="true"[^>]*>c1/);
});

test("what is filtered by stands among the facets even when nothing counts it, and more values unfold without script", () => {
  const markup = renderAt("/p?colour=gone", <FacetList facets={facets} keys={names} />);
  expect(markup).toContain("gone");
  expect(markup).toMatch(/<details[^>]*><summary[^>]*>Show 4 more/);
});

test("the query bar shows the filters of the address and sends the line with the other parameters", () => {
  const markup = renderAt(
    "/p?colour=c1&q=free&sort=z&size=>2",
    <QueryBar keys={[...keys, { key: "size", label: "Size" }]} />,
  );
  expect(markup).toContain('value="colour:c1 size&gt;2 free"');
  expect(markup).toContain('<input type="hidden" name="sort" value="z"/>');
  expect(markup).not.toContain('name="colour"');
});

test("the time range names the range and the zone, and its steps are links", () => {
  const clock = { now: Date.UTC(2026, 10, 20, 9, 30), timeZone: "Europe/Oslo" };
  const markup = renderAt(
    "/p?range=2026-11-03T13:00Z..2026-11-03T14:00Z",
    <ClockProvider {...clock}>
      <TimeRangePicker />
    </ClockProvider>,
  );
  expect(markup).toContain("3 Nov, 14:00–15:00");
  expect(markup).toContain("Europe/Oslo");
  expect(markup).toContain('href="/p?range=2026-11-03T12%3A00Z..2026-11-03T13%3A00Z"');
  expect(markup).toContain('href="/p?range=15m"');
  expect(markup).toMatch(/href="\/p"[^>]*>Last 24 hours/);
});

test("a saved view that was changed is marked, whatever the order of its parameters", () => {
  const views = [{ id: "v1", name: "Reds", shared: false, mayChange: true, search: "sort=z&colour=c1" }];
  const at = (search: string) => renderAt(`/p?${search}`, <SavedViews list="p" views={views} action="/views" />);
  expect(at("colour=c1&sort=z&view=v1&peek=3")).not.toContain("changed");
  expect(at("colour=c2&sort=z&view=v1")).toContain("changed");
  expect(at("sort=z")).toContain('href="/p?sort=z&amp;colour=c1&amp;view=v1"');
});

test("a panel names its row, links to its page and closes by a link", () => {
  const markup = renderAt(
    "/p?peek=a",
    <Peek title="Row a" closeHref="/p" fullHref="/p/a">
      body
    </Peek>,
  );
  expect(markup).toMatch(/<aside[^>]*aria-label="Row a"/);
  expect(markup).toMatch(
    /href="\/p"[^>]*aria-label="Close the panel, Esc"|aria-label="Close the panel, Esc"[^>]*href="\/p"/,
  );
  expect(markup).toContain('href="/p/a"');
});
