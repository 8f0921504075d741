import { useEffect, useRef } from "react";
import { formatDuration } from "~/lib/duration";
import { formatNumber } from "~/lib/numbers";
import type { ReplayRow } from "~/data/runtime/event-replay.server";
import { isKnownKind } from "./event-kind";

/** Only what is around the place: a session may hold any number of events. */
const BEFORE = 40;
const AFTER = 20;

type Props = {
  events: readonly ReplayRow[];
  index: number;
  startedAt: number;
  onPick: (index: number) => void;
};

function sayingOf({ tool, result, arguments: given, text }: ReplayRow): string {
  return tool === null ? (text ?? "") : `${tool}  ${result ?? given ?? ""}`;
}

/** The events around the place, the present one marked. */
export function ReplayLog({ events, index, startedAt, onPick }: Props) {
  const from = Math.max(0, index - BEFORE);
  const list = useRef<HTMLOListElement>(null);
  const current = events[index]?.id;
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>("[aria-current]");
    const box = list.current;
    if (row && box) box.scrollTop = row.offsetTop - box.clientHeight * 0.6;
  }, [current]);
  return (
    <ol ref={list} aria-label="Events around this place" className="relative min-h-0 flex-1 overflow-y-auto py-1">
      {events.slice(from, index + 1 + AFTER).map((event, offset) => {
        const at = from + offset;
        const isCurrent = at === index;
        return (
          <li key={event.id} className={at > index ? "text-faint" : ""}>
            {event.gap > 0 && (
              <p className="px-3.5 text-label text-warn">
                {formatNumber(event.gap)} {event.gap === 1 ? "number is" : "numbers are"} missing
              </p>
            )}
            <button
              type="button"
              onClick={() => onPick(at)}
              aria-current={isCurrent ? "step" : undefined}
              className={`flex w-full items-baseline gap-2.5 px-3.5 py-[3px] text-left text-small hover:bg-sunken ${isCurrent ? "bg-wash" : ""}`}
            >
              <span className="w-14 shrink-0 text-right text-faint tabular-nums">
                {formatDuration(event.at - startedAt)}
              </span>
              <span className="w-9 shrink-0 text-right text-faint tabular-nums">{event.seq ?? "–"}</span>
              <span className="w-32 shrink-0 truncate font-mono">
                {isKnownKind(event.kind) ? event.kind : `system_note ${event.kind}`}
              </span>
              <bdi className={`min-w-0 flex-1 truncate ${at > index ? "" : "text-muted"}`}>{sayingOf(event)}</bdi>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
