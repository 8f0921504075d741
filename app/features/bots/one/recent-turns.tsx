import { Link } from "@remix-run/react";
import { formatDuration } from "~/lib/duration";
import { formatMoney } from "~/lib/money";
import { LinkButton } from "~/ui/link-button";
import { Card } from "~/ui/page/card";
import { RelativeTime } from "~/ui/relative-time";
import { StatusMark, type StatusKind } from "~/ui/status";
import type { BotOverviewData } from "./bot-overview.server";
import { turnsHref } from "./turns-href";

const KINDS: Record<string, StatusKind> = {
  ok: "ok",
  streaming: "running",
  error: "error",
  timeout: "error",
  aborted: "warning",
  interrupted: "warning",
};

/** What it did last. */
export function RecentTurns({ data }: { data: BotOverviewData }) {
  const { recent, names } = data;
  return (
    <Card
      title="Recent turns"
      actions={
        <LinkButton to={turnsHref(names, { range: "30d" })} size="small" tone="ghost">
          All turns
        </LinkButton>
      }
      flush
    >
      {recent.length === 0 ? (
        <p className="border-t border-line-soft px-3 py-2.5 text-muted">None in the last 30 days.</p>
      ) : (
        <ul className="divide-y divide-line-soft border-t border-line-soft">
          {recent.map((turn) => (
            <li key={turn.id}>
              <Link
                to={`/turns/${encodeURIComponent(turn.id)}`}
                className="flex items-center gap-3 px-3 py-1.5 hover:bg-sunken"
              >
                <StatusMark kind={KINDS[turn.status] ?? "unknown"} label={turn.status} />
                <span className="min-w-0 flex-1 truncate">
                  {turn.prompt_preview || <span className="text-faint">no prompt</span>}
                </span>
                {turn.user_id && <span className="max-w-28 truncate text-muted max-sm:hidden">{turn.user_id}</span>}
                <span className="w-16 text-right text-muted tabular-nums max-sm:hidden">
                  {formatDuration(turn.latency_ms)}
                </span>
                <span className="w-16 text-right text-muted tabular-nums max-sm:hidden">
                  {turn.status === "streaming" ? "–" : formatMoney(turn.cost_usd)}
                </span>
                <span className="w-20 shrink-0 text-right text-small text-faint">
                  <RelativeTime at={turn.created_at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
