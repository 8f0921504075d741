import type { TurnFigure } from "./turn-filter";

/** Six steps a decade, at numbers that people read without thinking. */
const STEPS = [1, 1.5, 2, 3, 5, 7];

/** The lower ends of the bins that figures are counted in. */
export const BIN_EDGES: readonly number[] = [
  0,
  ...Array.from({ length: 10 }, (_, decade) => STEPS.map((step) => step * 10 ** decade)).flat(),
];

/** Money is counted in millionths, so that its bins are those of the other figures. */
const MILLIONTHS = 1_000_000;
const EXPRESSION: Record<TurnFigure, string> = {
  latency: "latency_ms",
  ttft: "ttft_ms",
  tokens: "total_tokens",
  cost: `(cost_usd * ${MILLIONTHS})`,
  tools: "tool_call_count",
};

/** The lower end of the bin that a row's figure falls into; null where the figure is unknown. */
export function binOf(figure: TurnFigure): string {
  const edges = `'{${BIN_EDGES.join(",")}}'::float8[]`;
  return `(${edges})[width_bucket(greatest(${EXPRESSION[figure]}, 0)::float8, ${edges})]`;
}

export type FigureBin = { from: number; to: number; count: number };
/** What a figure reaches from and to, by the ends of its bins. */
export type FigureRange = { min: number; max: number; bins: FigureBin[] };

/** Bins as counted, in the unit of the figure; the empty ones between the first and the last are filled in. */
export function rangeOf(figure: TurnFigure, counted: ReadonlyMap<number, number>): FigureRange | null {
  const known = BIN_EDGES.map((edge, index) => ({ edge, index, count: counted.get(edge) ?? 0 }));
  const first = known.findIndex((each) => each.count > 0);
  if (first < 0) return null;
  const last = known.findLastIndex((each) => each.count > 0);
  const unit = figure === "cost" ? MILLIONTHS : 1;
  const bins = known.slice(first, last + 1).map(({ edge, index, count }) => ({
    from: edge / unit,
    to: (BIN_EDGES[index + 1] ?? edge * 10) / unit,
    count,
  }));
  return { min: bins[0]!.from, max: bins.at(-1)!.to, bins };
}
