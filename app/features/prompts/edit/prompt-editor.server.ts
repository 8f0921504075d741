import { pool, withPatience } from "~/data/postgres.server";
import { listNamingTurns } from "~/data/runtime/prompt-effect.server";
import { findPromptHead, findPromptVersion, listPromptVersions } from "~/data/runtime/prompt-store.server";
import { botOfScope, parsePromptScope } from "~/lib/prompt-scope";
import { AppError } from "~/lib/errors";
import { resolvePrompt } from "../rules/resolve-prompt.server";

const TURNS = 20;
const RECENT_VERSIONS = 12;
const TURNS_MS = 500;

/** What the editor begins with: the newest version, another one that was asked for, or what holds without one of its own. */
export async function getPromptEditor(at: { key: string; scope: string }, params: URLSearchParams) {
  const scope = parsePromptScope(at.scope);
  if (!scope) throw new AppError("not_found", "What came with the product is not edited; write a text of your own.");
  const sql = pool("pages");
  const head = await findPromptHead(sql, at.key, scope);
  if (!head) {
    const under = await resolvePrompt(sql, { key: at.key, bot: botOfScope(scope) });
    const start = {
      body: under?.body ?? "",
      syntax: under?.syntax ?? ("mustache" as const),
      variables: under?.variables ?? [],
    };
    return {
      ...at,
      base: 0,
      active: 0,
      pinned: null,
      from: under && { scope: under.scope, version: under.version },
      start,
      turns: [],
    };
  }
  const wanted = Number(params.get("from")) || head.newest_version;
  const [found, newest, versions] = await Promise.all([
    findPromptVersion(sql, at.key, scope, wanted),
    findPromptVersion(sql, at.key, scope, head.newest_version),
    listPromptVersions(sql, at.key, scope, { limit: RECENT_VERSIONS }),
  ]);
  const { body, syntax, variables, version } = (found ?? newest)!;
  const turns = await withPatience(TURNS_MS, (patient) =>
    listNamingTurns(patient, at, [...new Set([head.active_version, ...versions.map((each) => each.version)])], TURNS),
  );
  return {
    ...at,
    ...{ base: head.newest_version, active: head.active_version, pinned: head.pinned_version },
    from: version === head.newest_version ? null : { scope: at.scope, version },
    start: { body, syntax, variables },
    turns: turns ?? [],
  };
}

export type PromptEditorData = Awaited<ReturnType<typeof getPromptEditor>>;
