import type { ChartData, ChartPoint } from "./chart-series";

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 13, 23);

/** The same wave on each visit: the gallery is compared by eye and by tests. */
function wave(index: number, phase: number, size: number): number {
  const daily = 1 + 0.6 * Math.sin(((index + phase) / 24) * 2 * Math.PI);
  const noise = ((index * 7919 + phase * 104_729) % 97) / 97;
  return Number((size * (daily + noise * 0.4)).toFixed(4));
}

type Options = { names: string[]; steps?: number; stepHours?: number; gaps?: boolean; size?: number };

export function timeSample({ names, steps = 42, stepHours = 4, gaps = false, size = 1 }: Options): ChartData {
  return {
    axis: { kind: "time", zone: "Europe/Oslo", stepMs: stepHours * hour },
    rowHref: (x) => `?at=${x}`,
    series: names.map((name, column) => ({
      id: name,
      label: name,
      points: Array.from({ length: steps }, (_, index): ChartPoint => {
        const unknown = gaps && (index % 11 === 4 + column || index === 20 || index === 22);
        const x = start + index * stepHours * hour;
        return {
          x,
          y: unknown ? null : wave(index * stepHours, column * 5, size / (column + 1)),
          href: `?at=${x}&model=${name}`,
        };
      }),
    })),
  };
}

export function weekSample(): ChartData {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  return {
    axis: { kind: "category", label: "Hour" },
    series: days.map((day, line) => ({
      id: day,
      label: day,
      points: Array.from({ length: 24 }, (_, clock) => {
        const busy = Math.max(0, Math.sin(((clock - 6) / 17) * Math.PI)) * (line > 4 ? 60 : 140);
        const unknown = line === 2 && clock < 3;
        return {
          x: `${String(clock).padStart(2, "0")}:00`,
          y: unknown ? null : Math.round(busy * (0.7 + ((clock * 31 + line * 17) % 10) / 30)),
          href: `?day=${day}&hour=${clock}`,
        };
      }),
    })),
  };
}

export function listSample(): ChartData {
  const costs: [string, number | null][] = [
    ["nova", 41.2],
    ["snark", 31.84],
    ["mira", 19.77],
    ["codex", 13.1],
    ["a bot whose name is much longer than the place it has", 5.02],
    ["quill", 0],
    ["tally", null],
  ];
  return {
    axis: { kind: "category", label: "Bot" },
    series: [{ id: "cost", label: "Cost", points: costs.map(([x, y]) => ({ x, y, href: `?bot=${x}` })) }],
  };
}
