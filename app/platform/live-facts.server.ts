import { log } from "~/config/log.server";
import { onChanges } from "./changes.server";
import type { HealthSummary } from "./health-part";
import { getHealthSummary } from "./health-summary.server";
import { countOpenAlerts } from "./open-alerts.server";

/** What the frame around every page shows of the house. */
export type LiveFacts = { openAlerts: number; health: HealthSummary };

const LOOK_EVERY_MS = 5_000;

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
    const [openAlerts, health] = await Promise.all([countOpenAlerts(), getHealthSummary()]);
    const facts = { openAlerts, health };
    if (JSON.stringify(facts) !== JSON.stringify(known)) {
      known = facts;
      for (const listener of listeners) listener(facts);
    }
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

/** Tells the facts now and whenever they change. One look serves all who listen; nobody looks while nobody does. */
export function onLiveFacts(listener: Listener): () => void {
  listeners.add(listener);
  if (known) listener(known);
  if (!stopLooking) {
    const forget = onChanges(() => void look());
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    timer.unref();
    stopLooking = () => {
      forget();
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
