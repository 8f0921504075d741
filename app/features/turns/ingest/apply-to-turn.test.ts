import { expect, test } from "vitest";
import { applyUpdate, newTurn, SILENT } from "./apply-to-turn";
import { TurnStart, TurnUpdate } from "./ingest-schemas.server";

const START = "2026-11-20T10:00:00.000Z";
const at = (seconds: number) => new Date(Date.parse(START) + seconds * 1_000);
const begin = () => newTurn(TurnStart.parse({ bot: "nova" }), "t1", START, "test");
const apply = (turn: ReturnType<typeof begin>, patch: object, now: Date) =>
  applyUpdate(turn, TurnUpdate.parse(patch), now, () => Promise.resolve(""));

test("an end without figures is now, and its latency the time since the start", async () => {
  const turn = begin();
  await apply(turn, { status: "ok" }, at(3));
  expect(turn.row).toMatchObject({ status: "ok", ended_at: at(3).toISOString(), latency_ms: 3_000 });
});

test("what the runtime said of its end before the end stays", async () => {
  const turn = begin();
  await apply(turn, { latency_ms: 900, ended_at: at(1).toISOString() }, at(1));
  await apply(turn, { status: "ok" }, at(5));
  expect(turn.row).toMatchObject({ latency_ms: 900, ended_at: at(1).toISOString() });
});

test("saying the same end again changes nothing", async () => {
  for (const status of ["ok", "interrupted", "error"]) {
    const turn = begin();
    await apply(turn, { status }, at(2));
    const before = { ...turn.row };
    await apply(turn, { status }, at(9));
    expect(turn.row).toEqual(before);
  }
});

test("the lease's verdict gives way to the runtime's, with its time", async () => {
  const turn = begin();
  await apply(turn, { status: "interrupted", end_reason: SILENT }, at(600));
  await apply(turn, { status: "ok" }, at(700));
  expect(turn.row).toMatchObject({ status: "ok", end_reason: null, latency_ms: 700_000 });
});

test("a turn that streams again has no end", async () => {
  const turn = begin();
  await apply(turn, { status: "interrupted", end_reason: SILENT }, at(600));
  await apply(turn, { status: "streaming" }, at(601));
  expect(turn.row).toMatchObject({ status: "streaming", end_reason: null, ended_at: null, latency_ms: null });
});

test("an end before the start, by a clock that is wrong, took no time", async () => {
  const turn = begin();
  await apply(turn, { status: "ok", ended_at: at(-50).toISOString() }, at(1));
  expect(turn.row.latency_ms).toBe(0);
});
