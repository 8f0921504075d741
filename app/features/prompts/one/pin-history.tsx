import { RelativeTime } from "~/ui/relative-time";
import type { PinMove } from "~/data/runtime/prompt-pins.server";
import type { DecidedRequest } from "~/data/runtime/prompt-one.server";

const WORDS: Record<PinMove["kind"], string> = {
  pin: "pinned",
  unpin: "took the pin away",
  rollback: "rolled back",
  protect: "protected it",
  unprotect: "ended the protection",
};

/** Who moved the pin, when, from what to what, why, and who else agreed. */
export function PinHistory({
  moves,
  turnedDown,
}: {
  moves: readonly PinMove[];
  turnedDown: readonly DecidedRequest[];
}) {
  if (moves.length === 0 && turnedDown.length === 0)
    return <p className="text-muted">Nobody has moved the pin: the newest version has been active from the first.</p>;
  return (
    <ol className="flex flex-col gap-2">
      {moves.map((move) => (
        <li key={move.id} className="flex flex-col">
          <p className="text-small">
            <span className="font-medium">{move.moved_by}</span> {WORDS[move.kind]}
            {move.from_version !== move.to_version && (
              <span className="tabular-nums">
                {" "}
                {move.from_version === null ? "" : `v${move.from_version} → `}v{move.to_version}
              </span>
            )}
            {move.approved_by && <>, agreed by {move.approved_by}</>}
            <span className="text-faint">
              {" "}
              <RelativeTime at={move.moved_at} />
            </span>
          </p>
          {move.reason && <p className="text-small text-muted wrap-anywhere">{move.reason}</p>}
        </li>
      ))}
      {turnedDown.map((request, index) => (
        <li key={index} className="text-small text-muted">
          {request.status === "withdrawn"
            ? `${request.requested_by} withdrew the wish for v${request.to_version}`
            : `${request.decided_by ?? "Somebody"} refused v${request.to_version}, which ${request.requested_by} asked for`}
          {request.decision_note && `: ${request.decision_note}`}
          {request.decided_at && (
            <span className="text-faint">
              {" "}
              <RelativeTime at={request.decided_at} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
