import { log } from "~/config/log.server";
import { listen, pool } from "~/data/postgres.server";
import { sessionStamp } from "~/data/runtime/session-turns.server";
import { newAlarm } from "~/features/turns/change-alarm";
import { eventStream } from "~/platform/event-stream.server";

const PAUSE_MS = 250;
const FIRST_POLL_MS = 100;
/** What began earlier has its own stream while it runs; looking at a few days alone is quick however many there are. */
const REACH_MS = 24 * 3_600_000;
const LONGEST_POLL_MS = 5_000;

/** Says that one of a session's newest turns has changed; the page then reads what it shows. */
export function streamSession(id: string, signal: AbortSignal): Response {
  const over = new AbortController();
  return eventStream(AbortSignal.any([signal, over.signal]), (emit) => {
    const alarm = newAlarm();
    const unlisten = listen("wheelhouse_turns", () => alarm.ring());
    const follow = async () => {
      let known: string | null = null;
      let poll = FIRST_POLL_MS;
      while (!alarm.isStopped()) {
        const stamp = await sessionStamp(pool("pages"), id, new Date(Date.now() - REACH_MS));
        if (known !== null && stamp !== known && !alarm.isStopped()) emit({ event: "changed", data: {} });
        known = stamp;
        await alarm.sleep(poll);
        poll = Math.min(poll * 2, LONGEST_POLL_MS);
        if (!alarm.isStopped()) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    };
    follow()
      .catch((error: unknown) => alarm.isStopped() || log.warn({ err: error }, "a session's stream broke off"))
      .finally(() => over.abort());
    return () => {
      unlisten();
      alarm.stop();
    };
  });
}
