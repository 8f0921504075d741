import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startWatches } from "./watches.server";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a watch runs at its pace, never twice at once, and goes on after a fault", async () => {
  let finish: () => void = () => undefined;
  const run = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (finish = resolve)));
  const stop = startWatches([{ name: "test", everyMs: 1_000, run }]);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(run).toHaveBeenCalledTimes(1);
  finish();
  run.mockRejectedValueOnce(new Error("away"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(run).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(run).toHaveBeenCalledTimes(3);
  finish();
  await stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(run).toHaveBeenCalledTimes(3);
});

test("a stop waits for the watch that runs", async () => {
  let finish: () => void = () => undefined;
  const stop = startWatches([
    { name: "test", everyMs: 1_000, run: () => new Promise((resolve) => (finish = resolve)) },
  ]);
  await vi.advanceTimersByTimeAsync(1_000);
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(100);
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(stopped).toBe(true);
});
