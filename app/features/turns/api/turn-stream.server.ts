import { log } from "~/config/log.server";
import { pool } from "~/data/postgres.server";
import { currentChangePosition, isAfter, type ChangePosition } from "~/data/runtime/turn-changes.server";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { eventStream, type Emit } from "~/platform/event-stream.server";
import { joinTurnFeed, readMissed, type FeedItem } from "./turn-feed.server";
import { turnJson } from "./turn-json";
import { formatPosition, parsePosition } from "./turn-stream-position";

/** A client without news is told its place again, so that a long silence is not taken for a long absence. */
const PLACE_EVERY_MS = 60_000;
/** Then the client comes back with its key, which may be worth nothing by now. */
const LIFE_MS = 15 * 60_000;

/** What is said of turns that changed, by their id; of those it leaves out nothing is said. */
export type ShowTurns = (rows: TurnListRow[]) => Promise<Map<string, { event: string; data: unknown }>>;

type Viewer = { bots: string[] | null; closed: AbortSignal; lastEventId: string | null; show?: ShowTurns };

const showAll: ShowTurns = async (rows) =>
  new Map(rows.map((row) => [row.id, { event: "turn", data: turnJson(row) }] as const));

/** Turns as they change, for one client; the id of each event is a place that it can come back with. */
export function streamTurns({ bots, closed, lastEventId, show = showAll }: Viewer): Response {
  const over = new AbortController();
  return eventStream(AbortSignal.any([closed, over.signal]), (emit) => {
    const viewer = newViewer({ bots, show }, emit, () => over.abort());
    const life = setTimeout(() => over.abort(), LIFE_MS);
    viewer.begin(lastEventId).catch((error: unknown) => viewer.fail(error));
    return () => {
      clearTimeout(life);
      viewer.end();
    };
  });
}

function newViewer({ bots, show }: { bots: string[] | null; show: ShowTurns }, emit: Emit, close: () => void) {
  let ended = false;
  let place: ChangePosition;
  let placed = Date.now();
  let leave: () => void = () => undefined;
  // What comes while the client still hears what it missed.
  let held: FeedItem[][] | null = [];

  const tell = async (items: FeedItem[]) => {
    const seen = items.filter(({ change }) => !ended && (!bots || bots.includes(change.bot_id)));
    const said = await show(seen.flatMap(({ row }) => row ?? []));
    for (const { change, row } of items) {
      place = { tx: change.tx, seq: change.seq };
      if (ended || (bots && !bots.includes(change.bot_id))) continue;
      const event = row ? said.get(change.turn_id) : { event: "deleted", data: { id: change.turn_id } };
      if (!event) continue;
      emit({ ...event, id: formatPosition(change, Date.now()) });
      placed = Date.now();
    }
  };
  // One batch after the other, however long each of them takes to be looked at.
  let told = Promise.resolve();
  const fail = (error: unknown) => {
    // The client has its place, and comes back with it.
    if (!ended) log.warn({ err: error }, "a stream of turns broke off");
    close();
  };
  const take = (items: FeedItem[]) => {
    told = told.then(() => tell(items)).catch(fail);
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
      const joined = await joinTurnFeed({ take: (items) => (held ? void held.push(items) : take(items)), fail });
      leave = joined.leave;
      if (ended) return leave();
      place = joined.here;
      const now = Date.now();
      const wanted = lastEventId ? parsePosition(lastEventId, now) : null;
      // A place beyond the present is from another life of this database; one beyond ours alone, from another process.
      if (wanted && (!isAfter(wanted, place) || !isAfter(wanted, await currentChangePosition(pool("pages"))))) {
        for await (const items of readMissed(wanted, joined.here)) await tell(items);
      } else {
        emit({ event: lastEventId ? "reset" : "position", id: formatPosition(place, now), data: {} });
      }
      for (const items of held ?? []) take(items);
      held = null;
    },
    end() {
      ended = true;
      clearInterval(reminder);
      leave();
    },
  };
}
