import { expect, test } from "vitest";
import type { ArchiveSummary } from "~/data/runtime/event-archive.server";
import type { ReplayRow } from "~/data/runtime/event-replay.server";
import { axisOf, placeOf, stepOf, stretchAxis } from "./replay-axis";
import { ReplayReel } from "./replay-reel";
import { newRun } from "./replay-run";

let made = 0;

function event(kind: string, more: Partial<ReplayRow> = {}): ReplayRow {
  made++;
  return {
    ...{ id: String(made), seq: made, gap: 0, run: "r1", kind, at: made * 100, text: null, tool: null, call: null },
    ...{ parent: null, arguments: null, result: null, failed: false, status: null, model: null },
    ...more,
  };
}

/** The same for everybody who runs this. */
function chance(seed: number) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

test("the text at any event is what was said up to it, however one comes there", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const next = chance(seed * 7919);
    const runs = ["a", "b", null];
    const events = Array.from({ length: 1_500 }, () => {
      const run = runs[Math.floor(next() * 3)]!;
      const kind = ["assistant_delta", "reasoning_delta", "usage_update", "tool_start"][Math.floor(next() * 4)]!;
      return event(kind, { run, text: `${Math.floor(next() * 1e6).toString(36)} ` });
    });
    const reel = new ReplayReel(events);
    for (let jump = 0; jump < 40; jump++) {
      const at = Math.floor(next() * events.length);
      const { run } = events[at]!;
      const said = (kind: string) =>
        events
          .slice(0, at + 1)
          .filter((each) => each.run === run && each.kind === kind)
          .map(({ text }) => text)
          .join("");
      const shown = reel.runAt(at);
      expect(shown.response).toBe(said("assistant_delta"));
      expect(shown.reasoning).toBe(said("reasoning_delta"));
    }
  }
});

test("entered in the middle, the text goes on from what was said before", () => {
  const earlier = { ...newRun("r1"), response: "Once upon " };
  const reel = new ReplayReel(
    [event("assistant_delta", { text: "a " }), event("assistant_delta", { text: "time" })],
    [earlier],
  );
  expect(reel.runAt(1).response).toBe("Once upon a time");
  expect(reel.runAt(0).response).toBe("Once upon a ");
});

test("parts that are joined play as one, and what is out of order finds its place", () => {
  const [one, two, three, four] = ["1", "2", "3", "4"].map((text) => event("assistant_delta", { text }));
  const reel = new ReplayReel([one!, two!]);
  expect(reel.runAt(1).response).toBe("12");
  const joined = reel.with([two!, four!]);
  expect(joined.runAt(2).response).toBe("124");
  const mended = joined.with([three!]);
  expect(mended.events.map(({ text }) => text)).toEqual(["1", "2", "3", "4"]);
  expect(mended.runAt(3).response).toBe("1234");
});

test("tools run, end, fail and nest, also when their start was never seen", () => {
  const reel = new ReplayReel([
    event("tool_start", { tool: "task", call: "t1" }),
    event("tool_start", { tool: "grep", call: "t2", parent: "t1" }),
    event("tool_end", { tool: "grep", call: "t2", result: "found" }),
    event("tool_end", { tool: "task", call: "t1", failed: true, result: "no" }),
    event("tool_end", { tool: "lost", call: "t9", result: "late" }),
  ]);
  expect(reel.runAt(1).tools.map(({ state }) => state)).toEqual(["running", "running"]);
  expect(reel.runAt(4).tools.map(({ name, state, parent, result }) => [name, state, parent, result])).toEqual([
    ["task", "error", null, "no"],
    ["grep", "ok", "t1", "found"],
    ["lost", "ok", null, "late"],
  ]);
});

test("a kind that nobody knows changes nothing", () => {
  const reel = new ReplayReel([event("assistant_delta", { text: "a" }), event("something_new", { text: "b" })]);
  expect(reel.runAt(1)).toEqual(reel.runAt(0));
});

const summary = (more: Partial<ArchiveSummary>): ArchiveSummary => ({
  ...{ events: 0, first_seq: null, last_seq: null, unnumbered: 0, first_unnumbered: null, last_unnumbered: null },
  ...{ missing: 0, started_at: "", last_at: "", source: "test" },
  ...more,
});

test("every step of the axis leads to the event that stands there", () => {
  const axis = axisOf(summary({ first_seq: "10", last_seq: "50" }));
  for (let seq = 10; seq <= 50; seq++)
    expect(placeOf(axis, stepOf(axis, event("x", { seq })))).toEqual({ seq: String(seq) });
  expect(axis.end).toBe(40);
});

test("what has no number stands behind, in the order of ids", () => {
  const axis = axisOf(
    summary({ first_seq: "1", last_seq: "5", unnumbered: 3, first_unnumbered: "100", last_unnumbered: "300" }),
  );
  const steps = ["100", "200", "300"].map((id) => stepOf(axis, event("x", { seq: null, id })));
  expect(steps).toEqual([5, 6, 7]);
  expect(steps.map((step) => placeOf(axis, step))).toEqual([
    { unnumbered: "100" },
    { unnumbered: "200" },
    { unnumbered: "300" },
  ]);
  expect(axis.end).toBe(7);
});

test("the axis grows with what comes", () => {
  const axis = axisOf(summary({ first_seq: "1", last_seq: "5" }));
  const grown = stretchAxis(axis, [event("x", { seq: 9 }), event("x", { seq: null, id: "400" })]);
  expect([grown.span, grown.unnumbered, grown.end]).toEqual([8, 1, 9]);
  const fromNothing = stretchAxis(axisOf(summary({})), [event("x", { seq: 7 })]);
  expect([fromNothing.first, fromNothing.end]).toEqual([7, 0]);
});
