import type { ChartData } from "~/ui/chart/chart-series";
import { promptTurnsHref } from "../prompt-href";
import type { PromptEffectData } from "./prompt-effect.server";

/** Turns by version over time; every bar leads to the turns that it counts. */
export function versionChart({ steps, span, stepMs, key, scope }: PromptEffectData, zone: string): ChartData {
  const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
  const versions = [...new Set((steps ?? []).map(({ version }) => version))].sort((a, b) => b - a);
  const hrefOf = (at: number, version: number) => {
    const end = new Date(at + stepMs).toISOString();
    return promptTurnsHref({ key, scope }, version, `${new Date(at).toISOString()}..${end}`);
  };
  return {
    axis: { kind: "time", zone, stepMs, from, to },
    additive: true,
    series: versions.map((version) => ({
      id: String(version),
      label: `v${version}`,
      points: (steps ?? [])
        .filter((step) => step.version === version)
        .map(({ at, turns }) => ({ x: Date.parse(at), y: turns, href: hrefOf(Date.parse(at), version) })),
    })),
  };
}
