import { ChartPlot } from "./chart-plot";

/** Stacked areas that break where a value is unknown. */
export function ChartArea() {
  return <ChartPlot kind="area" />;
}
