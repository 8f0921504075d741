import { log } from "~/config/log.server";
import { listen, pool } from "~/data/postgres.server";
import { readNewer } from "~/data/runtime/event-replay.server";
import { eventStream } from "~/platform/event-stream.server";

const AT_ONCE = 500;
/** Deltas come many a second; they are sent together. */
const PAUSE_MS = 120;
/** For what no notification told of. */
const LOOK_EVERY_MS = 5_000;
/** Ids are given before a transaction ends: one that ends late brings ids that are smaller than those already sent. */
const LATE_MS = 10_000;

/** Sends the events of a session as they are stored, each once. An event's id says how far the browser has come. */
export function followEvents(session: string, run: string | null, after: string, signal: AbortSignal): Response {
  return eventStream(signal, (emit) => {
    const sent = new Map<string, number>();
    let floor = /^\d{1,18}$/.test(after) ? after : "0";
    let isOver = false;
    let isLooking = false;
    let again = false;

    async function look(): Promise<void> {
      if (isLooking || isOver) {
        again = true;
        return;
      }
      isLooking = true;
      try {
        do {
          again = false;
          const found = await readNewer(pool("pages"), session, run, floor, AT_ONCE);
          const now = Date.now();
          const fresh = found.filter(({ id }) => !sent.has(id));
          for (const { id } of fresh) sent.set(id, now);
          if (fresh.length > 0 && !isOver) emit({ event: "events", id: floor, data: fresh });
          again ||= found.length === AT_ONCE;
          raiseFloor(again ? now : now - LATE_MS);
          if (again) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        } while (again && !isOver);
      } catch (error) {
        log.debug({ err: error }, "a session's events could not be looked at");
      } finally {
        isLooking = false;
      }
    }

    /** What was sent before that moment is not looked at again. */
    function raiseFloor(before: number): void {
      for (const [id, at] of sent) {
        if (at > before) continue;
        if (BigInt(id) > BigInt(floor)) floor = id;
        sent.delete(id);
      }
    }

    const unlisten = listen("wheelhouse_events", () => void setTimeout(() => void look(), PAUSE_MS));
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    void look();
    return () => {
      isOver = true;
      unlisten();
      clearInterval(timer);
    };
  });
}
