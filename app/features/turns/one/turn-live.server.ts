import { log } from "~/config/log.server";
import { listen, pool } from "~/data/postgres.server";
import { getTurnRow } from "~/data/runtime/turn-store.server";
import { listModelSpans, listToolSpans, readPieces, readRun, type RunView } from "~/data/runtime/turn-view.server";
import { newAlarm, type Alarm } from "~/features/turns/api/alarm";
import { codePoints } from "~/features/turns/ingest/turn-texts";
import { eventStream, type Emit } from "~/platform/event-stream.server";
import { callSpans, MOST_SPANS, readTurnView, stopOf } from "./turn-view.server";
import type { LiveText } from "./use-live-turn";

/** A person sees text flow at this pace; a word that comes meanwhile waits for the next look. */
const PAUSE_MS = 60;
/** When nobody wakes us: often at first, the connection that hears of changes may still be on its way. */
const FIRST_POLL_MS = 100;
const LONGEST_POLL_MS = 5_000;
const EVERYTHING = 2_147_483_647;

type Places = { response: number; reasoning: number };
type Send = (event: Parameters<Emit>[0]) => void;

/** One turn as it goes on: text from where the page has it, calls as they change, and its end. */
export function streamTurn(id: string, wanted: Places, lastEventId: string | null, signal: AbortSignal): Response {
  const over = new AbortController();
  return eventStream(AbortSignal.any([signal, over.signal]), (emit) => {
    const alarm = newAlarm();
    const unlisten = listen("wheelhouse_turns", () => alarm.ring());
    follow(id, parsePlaces(lastEventId) ?? wanted, alarm, (event) => alarm.isStopped() || emit(event))
      .catch((error: unknown) => alarm.isStopped() || log.warn({ err: error }, "a turn's stream broke off"))
      .finally(() => over.abort());
    return () => {
      unlisten();
      alarm.stop();
    };
  });
}

/** An event's id says how much text has been sent: the browser comes back with it. */
function parsePlaces(eventId: string | null): Places | null {
  const [, response, reasoning] = /^(\d{1,10})\.(\d{1,10})$/.exec(eventId ?? "") ?? [];
  return response === undefined ? null : { response: Number(response), reasoning: Number(reasoning) };
}

async function follow(id: string, wanted: Places, alarm: Alarm, send: Send): Promise<void> {
  const places = { ...wanted };
  let stamp: string | null = null;
  let poll = FIRST_POLL_MS;
  while (!alarm.isStopped()) {
    const run = await readRun(pool("pages"), id);
    if (!run) return settle(id, send);
    if (run.stamp !== stamp) {
      await sendText(id, run, places, send);
      await sendState(id, run, places, send);
      stamp = run.stamp;
    }
    await alarm.sleep(poll);
    poll = Math.min(poll * 2, LONGEST_POLL_MS);
    if (!alarm.isStopped()) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const idOf = (places: Places) => `${places.response}.${places.reasoning}`;

async function sendText(id: string, run: RunView, places: Places, send: Send): Promise<void> {
  for (const kind of ["response", "reasoning"] as const) {
    const known = kind === "response" ? run.response_chars : run.reasoning_chars;
    if (known === places[kind]) continue;
    const text = await textFrom(id, kind, places[kind]);
    places[kind] = text.at + codePoints(text.text);
    send({ event: "text", id: idOf(places), data: text satisfies LiveText });
  }
}

/** The text from a place on. A text that was replaced has no piece that begins there: then it is sent from its start. */
async function textFrom(id: string, kind: LiveText["kind"], at: number): Promise<LiveText> {
  const read = (from: number) =>
    readPieces(pool("pages"), id, { response: EVERYTHING, reasoning: EVERYTHING, [kind]: from }, EVERYTHING);
  let pieces = await read(at);
  if (pieces[0]?.at_char !== at) pieces = at === 0 ? pieces : await read(0);
  return { kind, at: pieces[0]?.at_char ?? 0, text: pieces.map((piece) => piece.body).join("") };
}

async function sendState(id: string, run: RunView, places: Places, send: Send): Promise<void> {
  const row = await getTurnRow(pool("pages"), id);
  if (!row) return;
  const [tools, models] = await Promise.all([
    row.tool_call_count > 0 ? listToolSpans(pool("pages"), row, MOST_SPANS + 1) : [],
    row.llm_call_count > 0 ? listModelSpans(pool("pages"), row, MOST_SPANS + 1) : [],
  ]);
  const spans = callSpans(row, tools, models);
  const data = { row, spans: spans.slice(0, MOST_SPANS), has_more_spans: spans.length > MOST_SPANS, stop: stopOf(run) };
  send({ event: "turn", id: idOf(places), data });
}

/** It has ended, or it is gone: then there is nothing to show. */
async function settle(id: string, send: Send): Promise<void> {
  const row = await getTurnRow(pool("pages"), id);
  send({ event: "end", data: row && (await readTurnView(row)) });
}
