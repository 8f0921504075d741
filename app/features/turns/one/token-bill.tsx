import type { ModelSpanRow } from "~/data/runtime/turn-view.server";
import type { TurnRow } from "~/data/runtime/turn-state";
import { formatMoney, formatMoneyExactly, sumMoney } from "~/lib/money";
import { formatNumber, formatShare } from "~/lib/numbers";
import { compareDecimals } from "~/lib/decimal";
import { totalTokens } from "./turn-view";

const BUCKETS = [
  ["input_tokens", "Input, not cached"],
  ["cache_read_tokens", "Read from cache"],
  ["cache_write_tokens", "Written to cache"],
  ["output_tokens", "Output, without reasoning"],
  ["reasoning_tokens", "Reasoning"],
] as const;

/** The tokens of a turn, no token in two rows, and where its cost comes from. */
export function TokenBill({ row, models }: { row: TurnRow; models: ModelSpanRow[] }) {
  const total = totalTokens(row);
  const sums = models.map(totalTokens).filter((sum) => sum !== null);
  const together = sums.reduce((sum, each) => sum + each, 0);
  return (
    <div className="flex flex-col gap-2">
      <table className="w-full text-small tabular-nums">
        <caption className="sr-only">Tokens of this turn</caption>
        <tbody>
          {BUCKETS.map(([name, label]) => (
            <tr key={name}>
              <th scope="row" className="py-0.5 text-left font-normal text-muted">
                {label}
              </th>
              <td className="py-0.5 text-right">
                {row[name] === null ? <span className="text-faint">unknown</span> : formatNumber(row[name])}
              </td>
              {total !== null && (
                <td className="w-14 py-0.5 text-right text-faint">
                  {row[name] === null || total === 0 ? "" : formatShare(row[name], total)}
                </td>
              )}
            </tr>
          ))}
          <tr className="border-t border-line-soft font-medium">
            <th scope="row" className="py-1 text-left font-medium">
              Together
            </th>
            <td className="py-1 text-right">
              {total === null ? <span className="text-faint">unknown</span> : formatNumber(total)}
            </td>
            {total !== null && <td />}
          </tr>
        </tbody>
      </table>
      {sums.length > 0 && (
        <p className="text-small text-faint">
          {models.length === 1 ? "Its model call used" : `Its ${models.length} model calls used`}{" "}
          {formatNumber(together)}
          {sums.length < models.length && `, ${models.length - sums.length} of them unknown`}
          {total !== null &&
            sums.length === models.length &&
            (together === total ? ": the same." : differ(total, together))}
        </p>
      )}
      <CostLines row={row} models={models} />
    </div>
  );
}

function differ(total: number, together: number): string {
  const more = together - total;
  return `: ${formatNumber(Math.abs(more))} ${more > 0 ? "more" : "fewer"} than the turn says.`;
}

function CostLines({ row, models }: { row: TurnRow; models: ModelSpanRow[] }) {
  const priced = models.filter((call) => call.cost_usd !== null);
  const { total } = sumMoney(priced.map((call) => call.cost_usd));
  const unknown = models.length - priced.length;
  return (
    <div className="flex flex-col gap-1 border-t border-line-soft pt-2 text-small">
      <dl className="flex flex-col gap-1">
        <div className="flex justify-between gap-3">
          <dt className="text-muted">Cost, as the runtime gave it</dt>
          <dd className="tabular-nums" title={row.cost_usd === null ? undefined : formatMoneyExactly(row.cost_usd)}>
            {row.cost_usd === null ? <span className="text-faint">unknown</span> : formatMoney(row.cost_usd)}
          </dd>
        </div>
        {priced.length > 0 && (
          <div className="flex justify-between gap-3">
            <dt className="text-muted">
              {priced
                .map((call) => formatMoney(call.cost_usd))
                .slice(0, 4)
                .join(" + ")}
              {priced.length > 4 && ` + ${priced.length - 4} more`}
              {unknown > 0 && ` + ${unknown} unknown`}
            </dt>
            <dd className="tabular-nums" title={formatMoneyExactly(total)}>
              {unknown > 0 && "≥ "}
              {formatMoney(total)}
            </dd>
          </div>
        )}
      </dl>
      {priced.length > 0 && row.cost_usd !== null && unknown === 0 && compareDecimals(total, row.cost_usd) !== 0 && (
        <p className="text-warn">The model calls together cost something else than the turn.</p>
      )}
      {row.cost_usd === null && priced.length === 0 && (
        <p className="text-faint">Neither the turn nor its model calls came with a cost. That is not zero.</p>
      )}
    </div>
  );
}
