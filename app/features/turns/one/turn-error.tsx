import { Link } from "@remix-run/react";
import { formatCount } from "~/lib/numbers";
import { ErrorText } from "./error-text";
import { listHref } from "./list-href";
import { MOST_ERRORS, type WholeTurn } from "./whole-turn";

/** What went wrong, and how often the same went wrong lately. */
export function TurnError({ turn: { view, errors } }: { turn: WholeTurn }) {
  const { row, error } = view;
  const fingerprint = row.error_fingerprint;
  return (
    <div className="flex flex-col gap-2">
      <ErrorText text={error?.text ?? "The runtime gave no reason."} />
      {fingerprint !== null && errors && (
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-small text-muted">
          <span>
            The same error:{" "}
            <Link to={listHref("error", fingerprint, "24h")} className="underline underline-offset-2">
              {times(errors.day)} in 24 h
            </Link>
            ,{" "}
            <Link to={listHref("error", fingerprint, "7d")} className="underline underline-offset-2">
              {times(errors.week)} in 7 days
            </Link>
          </span>
          <code className="max-w-full truncate text-faint" title="Its fingerprint: what makes two errors the same">
            {fingerprint}
          </code>
        </p>
      )}
    </div>
  );
}

function times(count: number): string {
  return count === 1 ? "once" : `${formatCount(count, MOST_ERRORS)} times`;
}
