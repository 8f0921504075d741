import { log } from "~/config/log.server";
import { listen, pool } from "~/data/postgres.server";
import { listBotPauses } from "~/data/runtime/bot-pauses.server";
import { countRunningTurns } from "~/data/runtime/turn-now.server";
import { allBotFaces } from "./bot-faces.server";
import { onChanges } from "./changes.server";
import type { HealthSummary } from "./health-part";
import { getHealthSummary } from "./health-summary.server";
import { countOpenAlerts } from "./open-alerts.server";

/** What the frame around every page shows of the house. */
export type LiveFacts = {
  openAlerts: number;
  health: HealthSummary;
  runningTurns: number;
  pauses: PausesNow;
  /** Another one as soon as any bot looks different. */
  faces: string;
};

/** Who is paused: all by number, and the first few by name. Every bot at once stands first. */
export type PausesNow = { total: number; first: { bot: string; by: string; at: string; reason: string }[] };

const LOOK_EVERY_MS = 5_000;
/** Turns change many times a second; a count beside a menu entry need not. */
const TURNS_EVERY_MS = 1_000;
const PAUSES_BY_NAME = 4;

type Listener = (facts: LiveFacts) => void;
const listeners = new Set<Listener>();
let known: LiveFacts | undefined;
let stopLooking: (() => void) | undefined;
let looking = false;
let again = false;

async function look(): Promise<void> {
  // What changes while we look is looked at once more, however often it was said.
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    const [openAlerts, health, runningTurns, pauses, { hash: faces }] = await Promise.all([
      countOpenAlerts(),
      getHealthSummary(),
      countTurnsNow(),
      getPausesNow(),
      allBotFaces(),
    ]);
    tell({ openAlerts, health, runningTurns, pauses, faces });
  } catch (error) {
    log.debug({ err: error }, "the live facts could not be looked at");
  } finally {
    looking = false;
    if (again) {
      again = false;
      void look();
    }
  }
}

/** How many turns run at this moment. */
export function countTurnsNow(): Promise<number> {
  return countRunningTurns(pool("pages"));
}

export async function getPausesNow(): Promise<PausesNow> {
  const pauses = await listBotPauses(pool("pages"));
  const first = pauses.slice(0, PAUSES_BY_NAME).map(({ bot_id, paused_by, paused_at, reason }) => ({
    ...{ bot: bot_id, by: paused_by, at: paused_at, reason },
  }));
  return { total: pauses.length, first };
}

function tell(facts: LiveFacts): void {
  if (JSON.stringify(facts) === JSON.stringify(known)) return;
  known = facts;
  for (const listener of listeners) listener(facts);
}

let counting: NodeJS.Timeout | undefined;

/** However many turns change meanwhile, they are counted once. */
function countTurnsSoon(): void {
  counting ??= setTimeout(() => void countTurns(), TURNS_EVERY_MS).unref();
}

async function countTurns(): Promise<void> {
  try {
    const runningTurns = await countTurnsNow();
    if (known && stopLooking) tell({ ...known, runningTurns });
  } catch (error) {
    log.debug({ err: error }, "the running turns could not be counted");
  } finally {
    counting = undefined;
  }
}

/** Tells the facts now and whenever they change. One look serves all who listen; nobody looks while nobody does. */
export function onLiveFacts(listener: Listener): () => void {
  listeners.add(listener);
  if (known) listener(known);
  if (!stopLooking) {
    const forget = onChanges(() => void look());
    const forgetTurns = listen("wheelhouse_turns", countTurnsSoon);
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    timer.unref();
    stopLooking = () => {
      forget();
      forgetTurns();
      clearInterval(timer);
      known = undefined;
    };
  }
  void look();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stopLooking?.();
    stopLooking = undefined;
  };
}
