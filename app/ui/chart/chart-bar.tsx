import { ChartPlot } from "./chart-plot";

/** Stacked bars, one per step of the axis. */
export function ChartBar() {
  return <ChartPlot kind="bar" />;
}
