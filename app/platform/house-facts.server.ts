import { allBotFaces, type AllBotFaces } from "./bot-faces.server";
import { onChanges } from "./changes.server";
import type { HealthSummary } from "./health-part";
import { getHealthSummary } from "./health-summary.server";
import { countTurnsNow, getPausesNow, type PausesNow } from "./live-facts.server";
import { countOpenAlerts } from "./open-alerts.server";
import { isSampleShown } from "./sample-state.server";

/** What the frame around every page shows, the same for everybody. What could not be asked is null. */
export type HouseFacts = {
  health: HealthSummary | null;
  openAlerts: number;
  runningTurns: number;
  hasSample: boolean;
  pauses: PausesNow;
  faces: AllBotFaces | null;
};

/** As fresh as the count of running turns on a page that is open. */
const STANDS_MS = 1_000;
let known: { at: number; facts: Promise<HouseFacts> } | undefined;
let heed: (() => void) | undefined;

/**
 * Looked at once a second for all pages, and anew after any of it has changed: six queries were a third of the time of a small page.
 */
export function getHouseFacts(): Promise<HouseFacts> {
  heed ??= onChanges(forgetHouseFacts);
  if (!known || performance.now() - known.at >= STANDS_MS) known = { at: performance.now(), facts: look() };
  return known.facts;
}

/** Whoever has changed something sees it at once, without waiting for the word from the database. */
export function forgetHouseFacts(): void {
  known = undefined;
}

async function look(): Promise<HouseFacts> {
  const [health, openAlerts, runningTurns, hasSample, pauses, faces] = await Promise.all([
    getHealthSummary().catch(() => null),
    countOpenAlerts().catch(() => 0),
    countTurnsNow().catch(() => 0),
    isSampleShown().catch(() => false),
    getPausesNow().catch(() => ({ total: 0, first: [] })),
    allBotFaces().catch(() => null),
  ]);
  return { health, openAlerts, runningTurns, hasSample, pauses, faces };
}
