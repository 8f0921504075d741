import { Link } from "@remix-run/react";
import { formatNumber } from "~/lib/numbers";
import { Badge } from "~/ui/badge";
import { promptHref, promptTurnsHref } from "../prompt-href";
import { Cost, ErrorRate, Median, Slowest, Tokens } from "./figure-cells";
import type { PromptEffectData } from "./prompt-effect.server";

const HEADS = ["Version", "Turns", "Errors, 95 %", "p50", "p95", "Tokens", "Cost"];

/** Each version with what became of the turns that were told it; the number of turns leads to them. */
export function VersionFigures({ effect, range }: { effect: PromptEffectData; range: string }) {
  const { figures, active, pinned, notes, mostTurns } = effect;
  if (figures === null)
    return (
      <p className="text-warn">There are too many turns in this time to count them here. A shorter range is counted.</p>
    );
  return (
    <div className="overflow-x-auto rounded-card border border-line-soft bg-raised">
      <table className="w-full">
        <caption className="sr-only">What became of the turns, by version</caption>
        <thead className="text-left text-label text-faint">
          <tr className="border-b border-line-soft">
            {HEADS.map((head, index) => (
              <th key={head} className={`h-8 px-3 font-medium whitespace-nowrap ${index > 0 ? "text-right" : ""}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line-soft">
          {figures.map((row) => {
            const turns = row.ended + row.others;
            return (
              <tr key={row.version} className={row.version === active ? "bg-wash" : ""}>
                <td className="min-w-40 px-3 py-1.5">
                  <span className="flex flex-wrap items-center gap-2">
                    <Link
                      to={promptHref(effect, "diff", { from: row.version, to: active })}
                      className="font-semibold tabular-nums underline-offset-2 hover:underline"
                    >
                      v{row.version}
                    </Link>
                    {row.version === active && (
                      <Badge tone="brass">{pinned === row.version ? "pinned" : "active"}</Badge>
                    )}
                  </span>
                  {notes[row.version] && (
                    <span className="line-clamp-1 text-small text-faint">{notes[row.version]}</span>
                  )}
                </td>
                <td className="px-3 py-1.5 text-right tabular-nums">
                  {turns === 0 ? (
                    <span className="text-faint">0</span>
                  ) : (
                    <Link to={promptTurnsHref(effect, row.version, range)} className="underline underline-offset-2">
                      {formatNumber(turns)}
                      {row.is_cut && "+"}
                    </Link>
                  )}
                </td>
                {[ErrorRate, Median, Slowest, Tokens, Cost].map((Cell, index) => (
                  <td key={index} className="px-3 py-1.5 text-right whitespace-nowrap tabular-nums">
                    <Cell figures={row} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {figures.some((row) => row.is_cut) && (
        <p className="border-t border-line-soft px-3 py-1.5 text-small text-faint">
          “+”: the figures are those of the newest {formatNumber(mostTurns)} turns of that version.
        </p>
      )}
    </div>
  );
}
