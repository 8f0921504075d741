import { instantOf, wallTimeAt } from "~/lib/time-zone";

export type Tick = { at: number; label: string };

/** Steps of 1, 2, 2.5 and 5 times a power of ten, zero always among them. */
export function niceTicks(min: number, max: number, wanted = 4): number[] {
  const low = Math.min(0, min);
  const high = Math.max(0, max);
  if (!Number.isFinite(low) || !Number.isFinite(high) || high === low) return [0, 1];
  const raw = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= raw * 0.999) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
}

/** 3 * 0.1 is 0.30000000000000004; a tick is not. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minute);
const dateSteps = [1, 2, 7, 14].map((days) => days * day);

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The clock on the wall as if it were UTC, so that plain arithmetic moves it. */
function wallClock(at: number, zone: string): Date {
  const { year, month, day: date, hour: hours, minute: minutes, second } = wallTimeAt(new Date(at), zone);
  return new Date(Date.UTC(year, month - 1, date, hours, minutes, second));
}

function instantAt(wall: number, zone: string): number {
  const clock = new Date(wall);
  return instantOf(
    {
      year: clock.getUTCFullYear(),
      month: clock.getUTCMonth() + 1,
      day: clock.getUTCDate(),
      hour: clock.getUTCHours(),
      minute: clock.getUTCMinutes(),
      second: clock.getUTCSeconds(),
    },
    zone,
  ).getTime();
}

function monthTicks(from: number, to: number, zone: string, wanted: number): number[] {
  const step = Math.max(1, Math.ceil((to - from) / (30.4 * day) / wanted));
  const start = wallClock(from, zone);
  const ticks: number[] = [];
  for (let month = start.getUTCMonth() - (start.getUTCMonth() % step); ; month += step) {
    const at = instantAt(Date.UTC(start.getUTCFullYear(), month, 1), zone);
    if (at > to) return ticks;
    if (at >= from) ticks.push(at);
  }
}

/** Round moments on the clock of `zone`, right across a change of summer time. */
export function timeTicks(from: number, to: number, zone: string, wanted = 8): Tick[] {
  if (!(to > from)) return [];
  const raw = (to - from) / wanted;
  const step = [...clockSteps, ...dateSteps].find((candidate) => candidate >= raw * 0.9);
  let moments: number[];
  if (step === undefined) {
    moments = monthTicks(from, to, zone, wanted);
  } else {
    moments = [];
    // 1970-01-05 was a Monday: weeks begin there.
    const anchor = step >= day ? 4 * day : 0;
    const first = Math.floor((wallClock(from, zone).getTime() - anchor) / step) * step + anchor;
    for (let wall = first; ; wall += step) {
      const at = instantAt(wall, zone);
      if (at > to) break;
      if (at >= from && at !== moments.at(-1)) moments.push(at);
    }
  }
  return moments.map((at) => ({ at, label: tickLabel(at, zone, step, to - from) }));
}

function tickLabel(at: number, zone: string, step: number | undefined, span: number): string {
  const wall = wallClock(at, zone);
  const month = months[wall.getUTCMonth()];
  const date = wall.getUTCDate();
  if (step === undefined) return span > 300 * day ? `${month} ${wall.getUTCFullYear() % 100}` : `${month}`;
  if (wall.getTime() % day !== 0) return clockText(wall);
  return step > 2 * day ? `${date} ${month}` : `${weekdays[wall.getUTCDay()]} ${date}`;
}

function clockText(wall: Date, seconds = false): string {
  return wall.toISOString().slice(11, seconds ? 19 : 16);
}

/** A bucket's start in full, for tooltips and tables: "Sat 14 Nov 13:15". */
export function momentLabel(at: number, zone: string, stepMs = 0): string {
  const wall = wallClock(at, zone);
  const date = `${weekdays[wall.getUTCDay()]} ${wall.getUTCDate()} ${months[wall.getUTCMonth()]}`;
  if (stepMs >= day) return date;
  return `${date} ${clockText(wall, stepMs > 0 && stepMs < minute)}`;
}
