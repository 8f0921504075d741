import { Link } from "@remix-run/react";
import { Pin } from "lucide-react";
import { formatCount, formatNumber } from "~/lib/numbers";
import { Badge } from "~/ui/badge";
import { LinkButton } from "~/ui/link-button";
import { RelativeTime } from "~/ui/relative-time";
import type { PromptHead } from "~/data/runtime/prompt-store.server";
import { TURNS_CAP } from "../library/listed-prompt";
import { promptHref, promptTurnsHref } from "../prompt-href";
import type { PromptRead } from "./prompt-read.server";

type Props = {
  at: { key: string; scope: string };
  head: Pick<PromptHead, "active_version" | "newest_version" | "pinned_version">;
  read: Pick<PromptRead, "versions" | "older">;
  mayPin: boolean;
};

/** Every version with who wrote it and why; each leads to what it changed and to the turns that were told it. */
export function VersionList({ at, head, read, mayPin }: Props) {
  return (
    <ol className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
      {read.versions.map((row) => {
        const isActive = row.version === head.active_version;
        return (
          <li key={row.version} className={`flex flex-col gap-1 px-3 py-2 ${isActive ? "bg-wash" : ""}`}>
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Link
                to={promptHref(at, "", { version: row.version })}
                className="font-semibold tabular-nums underline-offset-2 hover:underline"
              >
                v{row.version}
              </Link>
              {isActive && <Badge tone="brass">active</Badge>}
              {row.version === head.pinned_version && (
                <Pin size={12} strokeWidth={2} className="text-brass" aria-label="pinned" role="img" />
              )}
              <span className="min-w-0 flex-1 truncate text-small text-muted">
                {row.created_by}, <RelativeTime at={row.created_at} />
              </span>
              {!isActive && (
                <LinkButton size="small" to={promptHref(at, "diff", { from: row.version, to: head.active_version })}>
                  Compare
                </LinkButton>
              )}
              {mayPin && row.version !== head.pinned_version && (
                <LinkButton size="small" to={promptHref(at, "", { move: row.version })} preventScrollReset>
                  Pin<span className="sr-only"> version {row.version}</span>…
                </LinkButton>
              )}
            </div>
            {row.change_note && <p className="text-small wrap-anywhere">{row.change_note}</p>}
            <p className="flex flex-wrap gap-x-3 text-small text-faint tabular-nums">
              <span>{formatNumber(row.tokens)} tokens</span>
              {row.turns === null ? (
                <span>turns unknown</span>
              ) : row.turns === 0 ? (
                <span>no turn in 7 days</span>
              ) : (
                <Link to={promptTurnsHref(at, row.version)} className="underline underline-offset-2 hover:text-text">
                  {formatCount(row.turns, TURNS_CAP)} {row.turns === 1 ? "turn" : "turns"} in 7 days
                </Link>
              )}
            </p>
          </li>
        );
      })}
      {read.older !== null && (
        <li className="px-3 py-2">
          <Link
            to={`${promptHref(at, "", { below: read.older })}#versions`}
            className="text-small underline underline-offset-2"
          >
            Older versions
          </Link>
        </li>
      )}
    </ol>
  );
}
