import { pool, withPatience } from "~/data/postgres.server";
import {
  countVersionSteps,
  readSpanFigures,
  readVersionFigures,
  type TurnFigures,
} from "~/data/runtime/prompt-effect.server";
import { listPinMoves } from "~/data/runtime/prompt-pins.server";
import { findPromptHead, listPromptVersions } from "~/data/runtime/prompt-store.server";
import { AppError } from "~/lib/errors";
import { parsePromptScope } from "~/lib/prompt-scope";
import { parseTimeRange } from "~/lib/parse-time-range";
import { resolveRange } from "~/lib/time-range";
import { windowOf } from "./effect-rules";
import { EFFECT_RANGE } from "./effect-range";

/** Figures are of so many turns at most, the newest ones: more would say the same, later. */
const MOST_TURNS = 5_000;
const MOST_VERSIONS = 12;
const MOST_MOVES = 6;
const FIGURES_MS = 2_500;
const STEPS_MS = 1_500;
const LONGEST_MS = 92 * 86_400_000;
const STEPS = [300_000, 900_000, 3_600_000, 21_600_000, 86_400_000];
const MOST_STEPS = 60;

export type MoveEffect = {
  id: string;
  kind: string;
  from_version: number;
  to_version: number;
  at: string;
  by: string;
  reason: string;
  spanMs: number;
  /** Null where it could not be counted in time. */
  before: TurnFigures | null;
  after: TurnFigures | null;
};

/** What became of the turns that were told this prompt, by version and around each move of its pin. */
export async function getPromptEffect(
  at: { key: string; scope: string },
  params: URLSearchParams,
  timeZone: string,
  now = new Date(),
) {
  const scope = parsePromptScope(at.scope);
  const sql = pool("pages");
  const head = scope && (await findPromptHead(sql, at.key, scope));
  if (!scope || !head) throw new AppError("not_found", "No turn is counted for a prompt that is not written here.");
  const range =
    parseTimeRange(params.get("range") ?? EFFECT_RANGE, now, timeZone) ?? parseTimeRange(EFFECT_RANGE, now, timeZone)!;
  const asked = resolveRange(range, now, timeZone);
  const from = new Date(Math.max(asked.from.getTime(), asked.to.getTime() - LONGEST_MS));
  const span = { from: from.toISOString(), to: asked.to.toISOString() };
  const stepMs = STEPS.find((step) => (asked.to.getTime() - from.getTime()) / step <= MOST_STEPS) ?? STEPS.at(-1)!;
  const [listed, moves] = await Promise.all([
    listPromptVersions(sql, at.key, scope, { limit: MOST_VERSIONS }),
    listPinMoves(sql, at.key, scope, { limit: 40 }),
  ]);
  const versions = [...new Set([head.active_version, ...listed.map(({ version }) => version)])].sort((a, b) => b - a);
  const switches = moves.flatMap((move) => {
    const { from_version: before, to_version: after, moved_at, ...rest } = move;
    if (before === null || after === null || before === after) return [];
    return [{ ...rest, from_version: before, to_version: after, at: Date.parse(moved_at) }];
  });
  const shown = switches.slice(0, MOST_MOVES);
  const windows = shown.map((_, index) => windowOf(switches, index, now.getTime()));
  const spans = shown.flatMap((move, index) => {
    const { before, after } = windows[index]!;
    const spanOf = ([start, end]: [number, number], version: number) => ({
      ...{ from: new Date(start).toISOString(), to: new Date(end).toISOString(), version },
    });
    return [spanOf(before, move.from_version), spanOf(after, move.to_version)];
  });
  const [figures, around, steps] = await Promise.all([
    withPatience(FIGURES_MS, (patient) => readVersionFigures(patient, at, versions, span, MOST_TURNS)),
    spans.length === 0 ? [] : withPatience(FIGURES_MS, (patient) => readSpanFigures(patient, at, spans, MOST_TURNS)),
    withPatience(STEPS_MS, (patient) => countVersionSteps(patient, at, span, stepMs)),
  ]);
  return {
    ...{ ...at, active: head.active_version, pinned: head.pinned_version, span, stepMs, mostTurns: MOST_TURNS },
    isCut: from > asked.from,
    older: listed.length === MOST_VERSIONS,
    notes: Object.fromEntries(listed.map(({ version, change_note: note }) => [version, note])),
    ...{ figures, steps },
    moves: shown.map((move, index): MoveEffect => ({
      ...{ id: move.id, kind: move.kind, from_version: move.from_version, to_version: move.to_version },
      ...{ at: new Date(move.at).toISOString(), by: move.moved_by, reason: move.reason, spanMs: windows[index]!.ms },
      before: around?.[index * 2] ?? null,
      after: around?.[index * 2 + 1] ?? null,
    })),
  };
}

export type PromptEffectData = Awaited<ReturnType<typeof getPromptEffect>>;
