import { log } from "~/config/log.server";
import { listen, pool } from "~/data/postgres.server";
import {
  currentChangePosition,
  readTurnChanges,
  type ChangePosition,
  type TurnChange,
} from "~/data/runtime/turn-changes.server";
import { getTurnListRows } from "~/data/runtime/turn-list.server";
import { newAlarm, type Alarm } from "~/features/turns/change-alarm";
import { eventStream, type Emit } from "~/platform/event-stream.server";
import { turnJson } from "./turn-json";
import { formatPosition, parsePosition } from "./turn-stream-position";

const AT_ONCE = 500;
/** Bursts are read together: still well within what a person calls at once. */
const PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 500;
/** When nobody wakes us. Often at first: the connection that hears of changes may still be on its way. */
const FIRST_POLL_MS = 100;
const LONGEST_POLL_MS = 5_000;
/** A client without news is told its place again, so that a long silence is not taken for a long absence. */
const PLACE_EVERY_MS = 60_000;
/** Then the client comes back with its key, which may be worth nothing by now. */
const LIFE_MS = 15 * 60_000;

type Viewer = { bots: string[] | null; closed: AbortSignal; lastEventId: string | null };

/** Turns as they change, for one client; the id of each event is a place that it can come back with. */
export function streamTurns({ bots, closed, lastEventId }: Viewer): Response {
  const over = new AbortController();
  return eventStream(AbortSignal.any([closed, over.signal]), (emit) => {
    const alarm = newAlarm();
    const unlisten = listen("wheelhouse_turns", () => alarm.ring());
    const life = setTimeout(() => over.abort(), LIFE_MS);
    let ended = false;
    follow(bots, lastEventId, alarm, (event) => {
      if (!ended) emit(event);
      return !ended;
    })
      // The client has its place, and comes back with it.
      .catch((error: unknown) => ended || log.warn({ err: error }, "a stream of turns broke off"))
      .finally(() => over.abort());
    return () => {
      ended = true;
      clearTimeout(life);
      unlisten();
      alarm.stop();
    };
  });
}

async function follow(
  bots: string[] | null,
  lastEventId: string | null,
  alarm: Alarm,
  emit: (event: Parameters<Emit>[0]) => boolean,
) {
  let position = await begin(lastEventId, emit);
  let placed = Date.now();
  let pause = PAUSE_MS;
  let poll = FIRST_POLL_MS;
  while (!alarm.isStopped()) {
    const { changes, waits } = await readTurnChanges(pool("pages"), position, AT_ONCE);
    const last = changes.at(-1);
    if (last) {
      if ((await emitTurns(changes, bots, emit)) > 0) placed = Date.now();
      position = { tx: last.tx, seq: last.seq };
    }
    if (Date.now() - placed > PLACE_EVERY_MS) {
      emit({ event: "position", id: formatPosition(position, Date.now()), data: {} });
      placed = Date.now();
    }
    if (changes.length === AT_ONCE) continue;
    pause = waits && !last ? Math.min(pause * 2, LONGEST_PAUSE_MS) : PAUSE_MS;
    if (!waits) await alarm.sleep(poll);
    poll = Math.min(poll * 2, LONGEST_POLL_MS);
    if (!alarm.isStopped()) await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** From where a client left, else from now; it is told its place at once, so that it can come back before any event. */
async function begin(
  lastEventId: string | null,
  emit: (event: Parameters<Emit>[0]) => boolean,
): Promise<ChangePosition> {
  const now = Date.now();
  const here = await currentChangePosition(pool("pages"));
  const wanted = lastEventId ? parsePosition(lastEventId, now) : null;
  // A place beyond the present is from another life of this database.
  if (wanted && BigInt(wanted.tx) <= BigInt(here.tx)) return wanted;
  const id = formatPosition(here, now);
  emit({ event: lastEventId ? "reset" : "position", id, data: {} });
  return here;
}

async function emitTurns(
  changes: TurnChange[],
  bots: string[] | null,
  emit: (event: Parameters<Emit>[0]) => boolean,
): Promise<number> {
  // A turn that changed several times is shown once, as it is now, at the place of its last change.
  const latest = new Map<string, TurnChange>();
  for (const change of changes) {
    if (change.kind === "text" || (bots && !bots.includes(change.bot_id))) continue;
    latest.delete(change.turn_id);
    latest.set(change.turn_id, change);
  }
  const shown = [...latest.values()];
  const rows = await getTurnListRows(
    pool("pages"),
    shown.map(({ turn_id, created_at }) => ({ id: turn_id, created_at })),
  );
  for (const change of shown) {
    const id = formatPosition(change, Date.now());
    const row = rows.get(change.turn_id);
    if (row) emit({ event: "turn", id, data: turnJson(row) });
    else if (change.kind === "delete") emit({ event: "deleted", id, data: { id: change.turn_id } });
  }
  return shown.length;
}
