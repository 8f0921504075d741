import { ChartPlot } from "./chart-plot";

/** Lines that break where a value is unknown. */
export function ChartLine() {
  return <ChartPlot kind="line" />;
}
