import { createContext, useContext } from "react";
import type { ChartFormat } from "./chart-format";
import type { ChartData, PreparedChart } from "./chart-series";

export type ZoomRange = { from: number; to: number };

export type ChartContextValue = {
  title: string;
  height: number;
  format: ChartFormat;
  data: ChartData;
  /** Every series, as in the table. */
  whole: PreparedChart;
  /** What is drawn: six series and the rest. */
  chart: PreparedChart;
  hidden: ReadonlySet<string>;
  onZoom?: (range: ZoomRange) => void;
};

export const ChartContext = createContext<ChartContextValue | null>(null);

export function useChart(): ChartContextValue {
  const value = useContext(ChartContext);
  if (!value) throw new Error("A chart body stands inside a ChartFrame.");
  return value;
}
