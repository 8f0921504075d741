import { pool, withPatience } from "~/data/postgres.server";
import { countVersionTurns, readPromptReach } from "~/data/runtime/prompt-effect.server";
import { listKnownKeys, listReferrers, listTurnedDown, readVersions } from "~/data/runtime/prompt-one.server";
import { findOpenPinRequest, listPinMoves } from "~/data/runtime/prompt-pins.server";
import { findPromptHead, listPromptVersions } from "~/data/runtime/prompt-store.server";
import { parsePromptScope } from "~/lib/prompt-scope";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import { contentPathsOf, referencesOf } from "~/lib/prompt-template/template";
import { TURNS_CAP } from "../library/listed-prompt";
import { shippedPrompts } from "../library/shipped-prompts.server";
import { readMove } from "./pin-move";

const VERSIONS = 50;
const MOVES = 30;
const COUNT_MS = 500;
const WEEK_MS = 7 * 86_400_000;

/** A prompt to read: the words that are active, its versions, who moved its pin, and what hangs together with it. */
export async function getPromptRead({ key, scope }: { key: string; scope: string }, params: URLSearchParams) {
  const place = parsePromptScope(scope);
  if (!place) return readShipped(key);
  const sql = pool("pages");
  const [head, request] = await Promise.all([findPromptHead(sql, key, place), findOpenPinRequest(sql, key, place)]);
  if (!head) return null;
  const below = Number(params.get("below")) || null;
  const asVersion = Number(params.get("version")) || undefined;
  const move = readMove(params.get("move"), head);
  const wanted = [
    head.active_version,
    ...[move?.to, request?.to_version, asVersion].filter((version) => version !== undefined),
  ];
  const [bodies, rows, moves, turnedDown, referrers] = await Promise.all([
    readVersions(sql, key, place, wanted),
    listPromptVersions(sql, key, place, { ...(below && { below }), limit: VERSIONS + 1 }),
    listPinMoves(sql, key, place, { limit: MOVES }),
    listTurnedDown(sql, key, place, 5),
    listReferrers(sql, key, 50),
  ]);
  const versions = rows.slice(0, VERSIONS);
  const active = bodies.get(head.active_version)!;
  const parsed = parseTemplate(active.body, active.syntax);
  const since = new Date(Date.now() - WEEK_MS).toISOString();
  const [turns, reach, known] = await Promise.all([
    withPatience(COUNT_MS, (patient) =>
      countVersionTurns(
        patient,
        { key, scope },
        versions.map(({ version }) => version),
        since,
        TURNS_CAP,
      ),
    ),
    withPatience(COUNT_MS, (patient) => readPromptReach(patient, { key, scope }, TURNS_CAP)),
    listKnownKeys(sql, referencesOf(parsed), place),
  ]);
  const shipped = shippedPrompts();
  const exists = (each: string) => known.includes(each) || shipped.some((prompt) => prompt.key === each);
  const target = move && bodies.get(move.to);
  const asked = request && bodies.get(request.to_version);
  return {
    active,
    shown: (asVersion && bodies.get(asVersion)) || active,
    problems: parsed.problems.slice(0, 20),
    versions: versions.map((row) => ({ ...row, turns: turns?.get(row.version) ?? null })),
    older: rows.length > VERSIONS ? versions.at(-1)!.version : null,
    ...{ moves, turnedDown, reach, referrers },
    references: referencesOf(parsed).map((each) => ({ key: each, exists: exists(each) })),
    contentPaths: contentPathsOf(parsed),
    move: move && target ? { ...move, body: target.body } : null,
    request,
    asked: asked ? { body: asked.body, isBroken: parseTemplate(asked.body, asked.syntax).problems.length > 0 } : null,
  };
}

function readShipped(key: string) {
  const shipped = shippedPrompts().find((each) => each.key === key);
  if (!shipped) return null;
  const { body, syntax, variables } = shipped;
  return { shipped: { body, syntax, variables } };
}

export type PromptRead = Exclude<NonNullable<Awaited<ReturnType<typeof getPromptRead>>>, { shipped: unknown }>;
