import { Link } from "@remix-run/react";
import type { CsvCell } from "~/lib/csv";
import type { ChartFormat } from "./chart-format";
import type { ChartData, PreparedChart } from "./chart-series";

type Props = { title: string; data: ChartData; whole: PreparedChart; format: ChartFormat };

/** The same figures as a table: read without JavaScript, by a screen reader, or on request. */
export function ChartTable({ title, data, whole, format }: Props) {
  return (
    <table className="w-full text-small tabular-nums">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr className="border-b border-line text-faint">
          <th scope="col" className="sticky top-0 bg-raised py-1 pr-3 text-left font-normal">
            {headOf(data)}
          </th>
          {whole.series.map((series) => (
            <th key={series.id} scope="col" className="sticky top-0 bg-raised py-1 pl-3 text-right font-normal">
              {series.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {whole.rows.map((row) => (
          <tr key={row.x} className="border-b border-line-soft last:border-0">
            <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap text-muted">
              <Figure text={row.label} href={data.rowHref?.(row.x)} />
            </th>
            {row.values.map((value, column) => (
              <td key={whole.series[column]?.id} className="py-1 pl-3 text-right whitespace-nowrap">
                {value === null ? (
                  <span className="text-faint">unknown</span>
                ) : (
                  <Figure text={format.full(value)} href={row.hrefs[column]} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figure({ text, href }: { text: string; href: string | undefined }) {
  if (!href) return text;
  return (
    <Link to={href} className="underline decoration-line underline-offset-2 hover:decoration-current">
      {text}
    </Link>
  );
}

function headOf(data: ChartData): string {
  return data.axis.kind === "time" ? `Time (${data.axis.zone})` : (data.axis.label ?? "");
}

/** Instants as ISO 8601, figures bare, unknown empty. */
export function chartCsvRows(data: ChartData, whole: PreparedChart): CsvCell[][] {
  const head = data.axis.kind === "time" ? "time" : (data.axis.label ?? "");
  return [
    [head, ...whole.series.map((series) => series.label)],
    ...whole.rows.map((row): CsvCell[] => [
      typeof row.x === "number" && data.axis.kind === "time" ? new Date(row.x).toISOString() : row.x,
      ...row.values,
    ]),
  ];
}
