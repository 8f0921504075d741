import { Link } from "@remix-run/react";
import { Card } from "~/ui/page/card";
import { LinkButton } from "~/ui/link-button";
import { RelativeTime } from "~/ui/relative-time";

type Change = { seq: string; at: Date; actorName: string; action: string; targetName: string };

/** The end of the audit log. */
export function RecentChanges({ changes }: { changes: readonly Change[] }) {
  return (
    <Card
      title="Recent changes"
      actions={
        <LinkButton to="/access/audit" size="small" tone="ghost">
          Audit log
        </LinkButton>
      }
      flush
    >
      <ul className="divide-y divide-line-soft border-t border-line-soft">
        {changes.map((change) => (
          <li key={change.seq}>
            <Link
              to={`/access/audit?peek=${change.seq}`}
              className="flex flex-wrap items-baseline gap-x-2 px-3 py-1.5 hover:bg-sunken"
            >
              <span className="font-medium">{change.actorName}</span>
              <code className="text-[12px] text-muted">{change.action}</code>
              <span className="min-w-0 flex-1 truncate text-muted">{change.targetName}</span>
              <span className="text-small text-faint">
                <RelativeTime at={change.at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
