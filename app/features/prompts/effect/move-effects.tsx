import { Link } from "@remix-run/react";
import type { TurnFigures } from "~/data/runtime/prompt-effect.server";
import { formatDuration } from "~/lib/duration";
import { formatNumber } from "~/lib/numbers";
import { RelativeTime } from "~/ui/relative-time";
import { Status, type StatusKind } from "~/ui/status";
import { promptHref } from "../prompt-href";
import { compareErrors, FEW, type ErrorVerdict } from "./effect-rules";
import { Cost, ErrorRate, Median, Slowest, Tokens } from "./figure-cells";
import type { MoveEffect } from "./prompt-effect.server";

const VERDICTS: Record<ErrorVerdict, { kind: StatusKind; words: string }> = {
  fewer: { kind: "ok", words: "Fewer errors than before, more than chance explains" },
  more: { kind: "error", words: "More errors than before, more than chance explains" },
  unclear: { kind: "unknown", words: "No difference in errors that these turns could show" },
  "too few": { kind: "unknown", words: `Too few turns to compare: it takes ${FEW} on each side` },
};

const ROWS: { label: string; Cell: (props: { figures: TurnFigures }) => React.ReactNode }[] = [
  { label: "Turns", Cell: ({ figures }) => formatNumber(figures.ended + figures.others) },
  { label: "Errors, 95 %", Cell: ErrorRate },
  { label: "p50", Cell: Median },
  { label: "p95", Cell: Slowest },
  { label: "Tokens", Cell: Tokens },
  { label: "Cost", Cell: Cost },
];

/** Each move of the pin with equal times before and after it. */
export function MoveEffects({ at, moves }: { at: { key: string; scope: string }; moves: readonly MoveEffect[] }) {
  if (moves.length === 0)
    return (
      <p className="text-muted">The pin has not moved from one version to another, so there is no before and after.</p>
    );
  return (
    <ol className="grid gap-3 lg:grid-cols-2">
      {moves.map((move) => (
        <li key={move.id} className="flex flex-col gap-2 rounded-card border border-line-soft bg-raised p-3">
          <div>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <Link
                to={promptHref(at, "diff", { from: move.from_version, to: move.to_version })}
                className="font-semibold tabular-nums underline-offset-2 hover:underline"
              >
                v{move.from_version} → v{move.to_version}
              </Link>
              <span className="text-small text-muted">
                {move.by}, <RelativeTime at={move.at} />
              </span>
            </p>
            {move.reason && <p className="text-small text-muted">{move.reason}</p>}
          </div>
          <Around move={move} />
        </li>
      ))}
    </ol>
  );
}

function Around({ move }: { move: MoveEffect }) {
  const { before, after } = move;
  if (!before || !after) return <p className="text-warn">There are too many turns around it to count them here.</p>;
  const { kind, words } = VERDICTS[compareErrors(before, after)];
  return (
    <>
      <div className="whitespace-normal">
        <Status kind={kind}>
          <span className="whitespace-normal">{words}</span>
        </Status>
      </div>
      <table className="w-full text-small">
        <caption className="mb-1 text-left text-faint">
          {formatDuration(move.spanMs)} before and after; turns of v{move.from_version}, then of v{move.to_version}
        </caption>
        <thead className="sr-only">
          <tr>
            <th>Figure</th>
            <th>Before</th>
            <th>After</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line-soft">
          {ROWS.map(({ label, Cell }) => (
            <tr key={label}>
              <th className="py-1 pr-3 text-left font-normal text-faint">{label}</th>
              <td className="py-1 pr-3 text-right tabular-nums">
                <Cell figures={before} />
              </td>
              <td className="py-1 text-right tabular-nums">
                <Cell figures={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
