import { startTransition, useEffect, useRef, useState } from "react";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { setLiveState, useIsPaused } from "./live-state";
import { NOTHING_LIVE, takeLive, type LiveEvent, type LiveTurns } from "./live-turns";

type Options = {
  /** The place in the log of changes that the loaded rows were read at; another one begins anew. */
  position: string;
  /** The filters, as the stream's address takes them. */
  search: string;
  /** Whether what happens now belongs to the list. */
  isOpen: boolean;
  /** Asks for the rows anew: too much has happened, or the stream cannot say what. */
  onReset: () => void;
};

/** Beyond this it is cheaper to read the list again than to keep what has changed. */
const MOST_KEPT = 1_500;
const RETRY_MS = 3_000;

/** Follows the turns of a list. A hidden tab lets go, and comes back to where it left. */
export function useLiveTurns({ position, search, isOpen, onReset }: Options): LiveTurns {
  const [known, setKnown] = useState({ position, live: NOTHING_LIVE });
  const isPaused = useIsPaused();
  const reset = useRef(onReset);
  useEffect(() => {
    reset.current = onReset;
  });
  // Where this list has come to; it outlives a pause and a time in the background.
  const place = useRef({ position, last: position });
  if (place.current.position !== position) place.current = { position, last: position };

  useEffect(() => {
    if (!isOpen || isPaused) {
      setLiveState(isOpen ? "paused" : "off");
      return;
    }
    const own = place.current;
    let stream: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let frame: number | undefined;
    let arrived: LiveEvent[] = [];

    const flush = () => {
      frame = undefined;
      const events = arrived;
      arrived = [];
      // Never in the way of a key or a click.
      startTransition(() =>
        setKnown((before) => ({
          position,
          live: takeLive(before.position === position ? before.live : NOTHING_LIVE, events),
        })),
      );
    };
    const take = (message: MessageEvent<string>, read: (data: never) => LiveEvent) => {
      own.last = message.lastEventId;
      arrived.push(read(JSON.parse(message.data) as never));
      // A burst is drawn once.
      frame ??= requestAnimationFrame(flush);
    };
    const open = () => {
      clearTimeout(retry);
      stream?.close();
      stream = undefined;
      if (document.hidden) return;
      setLiveState("connecting");
      const params = new URLSearchParams(search);
      params.set("since", own.last);
      const opened = new EventSource(`/turns/live?${params}`);
      stream = opened;
      opened.addEventListener("open", () => setLiveState("live"));
      opened.addEventListener("error", () => {
        setLiveState("connecting");
        // Refused, not lost: the browser does not try again by itself.
        if (opened.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
      });
      opened.addEventListener("turn", (message) => take(message, (row: TurnListRow) => ({ kind: "turn", row })));
      opened.addEventListener("left", (message) => take(message, (row: TurnListRow) => ({ kind: "left", row })));
      opened.addEventListener("deleted", (message) =>
        take(message, ({ id }: { id: string }) => ({ kind: "deleted", id })),
      );
      opened.addEventListener("position", (message: MessageEvent<string>) => {
        own.last = message.lastEventId;
      });
      opened.addEventListener("reset", (message: MessageEvent<string>) => {
        own.last = message.lastEventId;
        reset.current();
      });
    };
    open();
    document.addEventListener("visibilitychange", open);
    return () => {
      document.removeEventListener("visibilitychange", open);
      clearTimeout(retry);
      if (frame !== undefined) cancelAnimationFrame(frame);
      stream?.close();
    };
  }, [position, search, isOpen, isPaused]);

  const live = known.position === position ? known.live : NOTHING_LIVE;
  const isFull = live.changed.size + live.left.size > MOST_KEPT;
  useEffect(() => {
    if (isFull) reset.current();
  }, [isFull]);
  return live;
}
