import type { ReactNode } from "react";
import type { ModelSpanRow } from "~/data/runtime/turn-view.server";
import { formatSeconds } from "~/lib/duration";
import { formatMoney, formatMoneyExactly } from "~/lib/money";
import { formatNumber } from "~/lib/numbers";
import { Status } from "~/ui/status";
import { CALL_STATUS } from "./tool-call-list";
import type { CallSpan } from "./turn-view";

/** Each call of a model, with what it used. */
export function ModelCallList({ models, spans }: { models: ModelSpanRow[]; spans: CallSpan[] }) {
  const byId = new Map(spans.flatMap((span) => (span.kind === "model" ? [[span.id, span] as const] : [])));
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label="Model calls"
      className="overflow-x-auto rounded-card border border-line-soft bg-raised"
    >
      <table className="w-full text-small tabular-nums">
        <thead className="text-left text-label text-faint">
          <tr className="border-b border-line-soft [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-medium">
            <th>Model</th>
            <th>Status</th>
            <th className="text-right">Took</th>
            <th className="text-right">Input</th>
            <th className="text-right">Cached</th>
            <th className="text-right">Written</th>
            <th className="text-right">Output</th>
            <th className="text-right">Reasoning</th>
            <th className="text-right">Cost</th>
          </tr>
        </thead>
        <tbody>
          {models.map((call) => {
            const span = byId.get(call.call_id);
            const status = span?.status ?? "ok";
            return (
              <tr
                key={call.call_id}
                id={`model-${call.call_id}`}
                className="scroll-mt-24 border-b border-line-soft align-top last:border-0 target:bg-wash [&>td]:px-3 [&>td]:py-1.5"
              >
                <td className="min-w-40">
                  <span className="font-medium">{call.model}</span>
                  {call.provider && <span className="text-faint"> {call.provider}</span>}
                  {call.attempt !== null && call.attempt > 1 && (
                    <span className="text-warn"> attempt {call.attempt}</span>
                  )}
                  {call.error_text && <p className="max-w-80 text-err wrap-anywhere">{call.error_text}</p>}
                </td>
                <td>
                  <Status kind={CALL_STATUS[status]}>
                    {call.finish_reason && status === "ok" ? call.finish_reason : status}
                  </Status>
                </td>
                <Figure>{formatSeconds(span?.duration_ms ?? call.latency_ms)}</Figure>
                <Figure>{formatNumber(call.input_tokens)}</Figure>
                <Figure>{formatNumber(call.cache_read_tokens)}</Figure>
                <Figure>{formatNumber(call.cache_write_tokens)}</Figure>
                <Figure>{formatNumber(call.output_tokens)}</Figure>
                <Figure>{formatNumber(call.reasoning_tokens)}</Figure>
                <Figure title={formatMoneyExactly(call.cost_usd)}>{formatMoney(call.cost_usd)}</Figure>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <td className="text-right whitespace-nowrap" title={title}>
      {children}
    </td>
  );
}
