import { log } from "~/config/log.server";
import { joinTurnFeed } from "~/features/turns/api/turn-feed.server";
import { eventStream } from "~/platform/event-stream.server";

/** Says that one of a session's turns has changed; the page then reads what it shows. */
export function streamSession(id: string, signal: AbortSignal): Response {
  const over = new AbortController();
  return eventStream(AbortSignal.any([signal, over.signal]), (emit) => {
    let leave: (() => void) | null = null;
    let ended = false;
    const fail = (error: unknown) => {
      if (!ended) log.warn({ err: error }, "a session's stream broke off");
      over.abort();
    };
    joinTurnFeed({
      take(items) {
        // Of a deleted turn nobody can say any more whether it was of this session.
        if (!ended && items.some(({ row }) => row === null || row.session_id === id))
          emit({ event: "changed", data: {} });
      },
      fail,
    })
      .then((joined) => {
        if (ended) return joined.leave();
        leave = joined.leave;
        // What happened between the page and this moment.
        emit({ event: "changed", data: {} });
      })
      .catch(fail);
    return () => {
      ended = true;
      leave?.();
    };
  });
}
