import { useState } from "react";
import { formatDuration } from "~/lib/duration";
import type { WaterfallRow } from "./turn-waterfall-rows";

/** The waterfall for whoever reads figures rather than bars. */
export function WaterfallTable({ rows }: { rows: WaterfallRow[] }) {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details className="needs-script" onToggle={(event) => event.currentTarget.open && setWasOpened(true)}>
      <summary className="w-fit cursor-pointer text-small text-muted hover:text-text">As a table</summary>
      <div
        tabIndex={0}
        role="group"
        aria-label="Calls in their order"
        className="mt-2 overflow-x-auto rounded-card border border-line-soft bg-raised"
      >
        <table className="w-full text-small tabular-nums">
          <thead className="text-left text-label text-faint">
            <tr className="border-b border-line-soft [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-medium">
              <th>Call</th>
              <th>Kind</th>
              <th>Status</th>
              <th className="text-right">Began after</th>
              <th className="text-right">Took</th>
            </tr>
          </thead>
          <tbody>
            {(wasOpened ? rows : []).map(({ span, depth, beginsMs, tookMs }) => (
              <tr
                key={`${span.kind} ${span.id}`}
                className="border-b border-line-soft last:border-0 [&>td]:px-3 [&>td]:py-1"
              >
                <td className="font-mono">
                  <span style={{ paddingLeft: Math.min(depth, 6) * 12 }}>{span.name}</span>
                </td>
                <td className="text-muted">
                  {span.kind}
                  {span.attempt !== null && span.attempt > 1 && `, attempt ${span.attempt}`}
                </td>
                <td className="text-muted">{span.status}</td>
                <td className="text-right">{formatDuration(beginsMs)}</td>
                <td className="text-right">{tookMs === null ? "unknown" : formatDuration(tookMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
