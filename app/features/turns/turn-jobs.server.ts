import { defineJob, type JobDefinition, type Watch } from "~/platform/jobs.server";
import { closeSilentTurns } from "./close-silent-turns.server";
import { keepTurnMargins, recountTurns } from "./fold-turn-ledger.server";
import { dropOldTurns, makePartitionsAhead } from "./keep-turns.server";

export const TURN_JOBS: readonly JobDefinition[] = [
  defineJob({
    name: "turns.partition",
    title: "Make room for the turns to come",
    cron: "4 * * * *",
    run: async () => makePartitionsAhead(),
  }),
  defineJob({
    name: "turns.retain",
    title: "Let go of turns past their retention",
    cron: "34 * * * *",
    run: async () => void (await dropOldTurns()),
  }),
  defineJob({
    name: "turns.recount",
    title: "Count all turns anew",
    run: async () => recountTurns(),
  }),
];

export const TURN_WATCHES: readonly Watch[] = [
  { name: "turns.close-silent", everyMs: 10_000, run: async () => void (await closeSilentTurns()) },
  { name: "turns.count", everyMs: 2_000, run: keepTurnMargins },
];
