import { type ReactNode, useId, useMemo, useState } from "react";
import { toCsv } from "~/lib/csv";
import { Button } from "../button";
import { ChartContext, type ChartContextValue, type ZoomRange } from "./chart-context";
import { type ChartFormat, countFormat } from "./chart-format";
import { ChartLegend } from "./chart-legend";
import { alignSeries, type ChartData, foldSeries, isEmptyChart } from "./chart-series";
import { ChartTable, chartCsvRows } from "./chart-table";
import { CopyButton } from "../copy-button";
import { Pending, Skeleton } from "../page/pending";

/** `error` replaces the drawing; `pending` keeps the old one, dimmed. */
export type ChartStatus = { pending?: boolean; error?: ReactNode; empty?: ReactNode };

type Props = {
  title: string;
  data: ChartData;
  /** One of the bodies: ChartLine, ChartBar, ChartArea, ChartHeat, ChartBarList. */
  children: ReactNode;
  format?: ChartFormat;
  height?: number;
  status?: ChartStatus;
  legend?: boolean;
  /** Called with whole steps when a range is dragged or chosen by keyboard. */
  onZoom?: (range: ZoomRange) => void;
};

const nothingHidden: ReadonlySet<string> = new Set();

/** Owns what all charts share. The height is reserved from the first byte, so nothing moves when the drawing arrives. */
export function ChartFrame({
  title,
  data,
  children,
  format = countFormat,
  height = 220,
  status = {},
  legend = data.series.length > 1,
  onZoom,
}: Props) {
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  const [hidden, setHidden] = useState(nothingHidden);
  const whole = useMemo(() => alignSeries(data), [data]);
  const chart = useMemo(() => foldSeries(data), [data]);
  const empty = useMemo(() => isEmptyChart(data), [data]);
  const context = useMemo(
    (): ChartContextValue => ({ title, height, format, data, whole, chart, hidden, ...(onZoom ? { onZoom } : {}) }),
    [title, height, format, data, whole, chart, hidden, onZoom],
  );
  const readable = !status.error && !empty;

  function csv() {
    return toCsv(chartCsvRows(data, whole));
  }

  return (
    <section aria-labelledby={titleId} className="min-w-0 rounded-card border border-line-soft bg-raised p-3">
      <header className="mb-2 flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1">
        <h3 id={titleId} className="text-body font-semibold">
          {title}
        </h3>
        {legend && readable && <ChartLegend series={chart.series} hidden={hidden} onChange={setHidden} />}
        {readable && (
          <div className="ml-auto flex gap-2 noscript:hidden">
            <Button
              size="small"
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
              className="aria-pressed:border-brass aria-pressed:bg-wash"
            >
              Table
            </Button>
            {asTable && <CopyButton label="Copy CSV" text={csv} showLabel />}
            <Button size="small" onClick={() => saveFile(`${fileName(title)}.csv`, csv())}>
              CSV
            </Button>
          </div>
        )}
      </header>
      <Pending pending={status.pending === true && readable}>
        <ChartContext.Provider value={context}>
          {readable ? (
            <>
              {asTable ? (
                <div
                  tabIndex={0}
                  role="group"
                  aria-label={`${title}, table`}
                  className="overflow-auto"
                  style={{ height }}
                >
                  <ChartTable title={title} data={data} whole={whole} format={format} />
                </div>
              ) : (
                children
              )}
              <noscript>
                <ChartTable title={title} data={data} whole={whole} format={format} />
              </noscript>
            </>
          ) : (
            <Notice height={height} status={status} />
          )}
        </ChartContext.Provider>
        {readable && chart.leftOut > 0 && !asTable && (
          <p className="mt-1 text-label text-faint">
            {chart.leftOut} more in the table: these figures cannot be added up.
          </p>
        )}
      </Pending>
    </section>
  );
}

function Notice({ height, status }: { height: number; status: ChartStatus }) {
  if (status.error) {
    return (
      <div
        role="alert"
        className="flex items-center justify-center px-4 text-center text-body text-err"
        style={{ height }}
      >
        <div>{status.error}</div>
      </div>
    );
  }
  if (status.pending) {
    return (
      <div style={{ height }}>
        <Skeleton lines={4} />
      </div>
    );
  }
  return (
    <div className="flex items-center justify-center px-4 text-center text-body text-faint" style={{ height }}>
      <div>{status.empty ?? "Nothing in this range."}</div>
    </div>
  );
}

function fileName(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "chart"
  );
}

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
