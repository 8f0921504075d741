import { log } from "~/config/log.server";
import { pool } from "~/data/postgres.server";
import { currentChangePosition, isAfter, type ChangePosition } from "~/data/runtime/turn-changes.server";
import { eventStream, type Emit } from "~/platform/event-stream.server";
import { joinTurnFeed, readMissed, type FeedItem } from "./turn-feed.server";
import { turnJson } from "./turn-json";
import { formatPosition, parsePosition } from "./turn-stream-position";

/** A client without news is told its place again, so that a long silence is not taken for a long absence. */
const PLACE_EVERY_MS = 60_000;
/** Then the client comes back with its key, which may be worth nothing by now. */
const LIFE_MS = 15 * 60_000;

type Viewer = { bots: string[] | null; closed: AbortSignal; lastEventId: string | null };

/** Turns as they change, for one client; the id of each event is a place that it can come back with. */
export function streamTurns({ bots, closed, lastEventId }: Viewer): Response {
  const over = new AbortController();
  return eventStream(AbortSignal.any([closed, over.signal]), (emit) => {
    const viewer = newViewer(bots, emit, () => over.abort());
    const life = setTimeout(() => over.abort(), LIFE_MS);
    viewer.begin(lastEventId).catch((error: unknown) => viewer.fail(error));
    return () => {
      clearTimeout(life);
      viewer.end();
    };
  });
}

function newViewer(bots: string[] | null, emit: Emit, close: () => void) {
  let ended = false;
  let place: ChangePosition;
  let placed = Date.now();
  let leave: () => void = () => undefined;
  // What comes while the client still hears what it missed.
  let held: FeedItem[][] | null = [];

  const show = (items: FeedItem[]) => {
    for (const { change, row } of items) {
      place = { tx: change.tx, seq: change.seq };
      if (ended || (bots && !bots.includes(change.bot_id))) continue;
      const id = formatPosition(change, Date.now());
      if (row) emit({ event: "turn", id, data: turnJson(row) });
      else emit({ event: "deleted", id, data: { id: change.turn_id } });
      placed = Date.now();
    }
  };
  const fail = (error: unknown) => {
    // The client has its place, and comes back with it.
    if (!ended) log.warn({ err: error }, "a stream of turns broke off");
    close();
  };
  const reminder = setInterval(() => {
    if (ended || held || Date.now() - placed < PLACE_EVERY_MS) return;
    emit({ event: "position", id: formatPosition(place, Date.now()), data: {} });
    placed = Date.now();
  }, PLACE_EVERY_MS / 4);

  return {
    fail,
    /** From where the client left, else from now; it is told its place at once, so that it can come back before any event. */
    async begin(lastEventId: string | null) {
      const joined = await joinTurnFeed({ take: (items) => (held ? void held.push(items) : show(items)), fail });
      leave = joined.leave;
      if (ended) return leave();
      place = joined.here;
      const now = Date.now();
      const wanted = lastEventId ? parsePosition(lastEventId, now) : null;
      // A place beyond the present is from another life of this database; one beyond ours alone, from another process.
      if (wanted && (!isAfter(wanted, place) || !isAfter(wanted, await currentChangePosition(pool("pages"))))) {
        for await (const items of readMissed(wanted, joined.here)) show(items);
      } else {
        emit({ event: lastEventId ? "reset" : "position", id: formatPosition(place, now), data: {} });
      }
      for (const items of held ?? []) show(items);
      held = null;
    },
    end() {
      ended = true;
      clearInterval(reminder);
      leave();
    },
  };
}
