import { Link } from "@remix-run/react";
import { BotName } from "~/ui/bot-mark";
import { LinkButton } from "~/ui/link-button";
import { Card } from "~/ui/page/card";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";

type Failure = { id: string; bot: string; at: string; text: string };

/** Which turns of the last 24 hours went wrong, the newest first. */
export function LastFailures({ failures }: { failures: readonly Failure[] }) {
  return (
    <Card
      title="Last failed turns"
      actions={
        <LinkButton to="/turns?status=error&status=timeout" size="small" tone="ghost">
          All failures
        </LinkButton>
      }
      flush
    >
      {failures.length === 0 ? (
        <p className="border-t border-line-soft px-3 py-2.5">
          <Status kind="ok">No turn failed in the last 24 hours</Status>
        </p>
      ) : (
        <ul className="divide-y divide-line-soft border-t border-line-soft">
          {failures.map((failure) => (
            <li key={failure.id}>
              <Link
                to={`/turns/${encodeURIComponent(failure.id)}`}
                className="flex items-center gap-3 px-3 py-1.5 hover:bg-sunken"
              >
                <span className="flex w-24 shrink-0">
                  <BotName slug={failure.bot} />
                </span>
                <span className="min-w-0 flex-1 truncate text-err">{failure.text}</span>
                <span className="shrink-0 text-small text-faint">
                  <RelativeTime at={failure.at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
