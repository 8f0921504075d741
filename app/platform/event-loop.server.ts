import { monitorEventLoopDelay, performance, type EventLoopUtilization } from "node:perf_hooks";

const RESOLUTION_MS = 20;
const WINDOW_MS = 60_000;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let last: { p50: number; p99: number; max: number } | null = null;
let since = performance.eventLoopUtilization();
let busyShare: number | null = null;

function read() {
  // The histogram counts from one tick to the next, so the pause that we asked for is part of each value.
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return { p50: late(delay.percentile(50)), p99: late(delay.percentile(99)), max: late(delay.max) };
}

setInterval(() => {
  last = read();
  delay.reset();
  const now: EventLoopUtilization = performance.eventLoopUtilization();
  busyShare = performance.eventLoopUtilization(now, since).utilization;
  since = now;
}, WINDOW_MS).unref();

export type EventLoopFacts = { p50Ms: number; p99Ms: number; maxMs: number; busyShare: number };

/** How late this process comes to its work: in the last whole minute, or since the start before that. */
export function getEventLoopFacts(): EventLoopFacts {
  const { p50, p99, max } = last ?? read();
  const share = busyShare ?? performance.eventLoopUtilization(performance.eventLoopUtilization(), since).utilization;
  return { p50Ms: p50, p99Ms: p99, maxMs: max, busyShare: share };
}
