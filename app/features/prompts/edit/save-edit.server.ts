import { pool } from "~/data/postgres.server";
import { readVersions } from "~/data/runtime/prompt-one.server";
import { findPromptHead } from "~/data/runtime/prompt-store.server";
import { AppError } from "~/lib/errors";
import type { PromptScope } from "~/lib/prompt-scope";
import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import { mergedText, mergeThreeWays } from "~/lib/three-way-merge";
import type { SessionUser } from "~/platform/session.server";
import { savePrompt, type PromptSave } from "../rules/save-prompt.server";
import { mergeVariables } from "./merge-variables";

type Text = { body: string; syntax: TemplateSyntax; variables: PromptVariable[] };

/** Somebody saved meanwhile: what both began with, what they made of it, what you did, and the two put together. */
export type EditConflict = {
  base: { version: number; body: string };
  theirs: { version: number; body: string; by: string; at: string; note: string };
  mine: { body: string };
  merged: Text;
  /** Places where both wrote differently. */
  clashes: number;
  clashingVariables: string[];
};

export type SaveOutcome = { saved: { version: number; isActive: boolean } } | { conflict: EditConflict };

/** Saves a version; where somebody came first, says how the two can be put together. Nothing of either is lost. */
export async function saveEdit(user: SessionUser, save: PromptSave & Text): Promise<SaveOutcome> {
  try {
    const { outcome, version, activeVersion } = await savePrompt(user, save);
    if (outcome === "unchanged")
      throw new AppError("invalid", `Nothing has changed: this is version ${version} already, word for word.`);
    return { saved: { version, isActive: activeVersion === version } };
  } catch (error) {
    const isStale = error instanceof AppError && error.code === "conflict" && error.details?.newest_version;
    const conflict = isStale ? await findConflict(save, save) : null;
    if (!conflict) throw error;
    return { conflict };
  }
}

/** Null while nobody else has saved. */
export async function findConflict(
  { key, scope, baseVersion }: { key: string; scope: PromptScope; baseVersion: number },
  mine: Text,
): Promise<EditConflict | null> {
  const sql = pool("pages");
  const head = await findPromptHead(sql, key, scope);
  if (!head || head.newest_version === baseVersion) return null;
  const versions = await readVersions(sql, key, scope, [baseVersion, head.newest_version]);
  const theirs = versions.get(head.newest_version)!;
  const base = versions.get(baseVersion) ?? { version: 0, body: "", syntax: theirs.syntax, variables: [] };
  const parts = mergeThreeWays(base.body, mine.body, theirs.body);
  const { variables, clashing } = mergeVariables(base.variables, mine.variables, theirs.variables);
  return {
    base: { version: base.version, body: base.body },
    theirs: {
      ...{ version: theirs.version, body: theirs.body, note: theirs.change_note },
      ...{ by: theirs.created_by, at: theirs.created_at },
    },
    mine: { body: mine.body },
    merged: { body: mergedText(parts), syntax: mine.syntax === base.syntax ? theirs.syntax : mine.syntax, variables },
    clashes: parts.filter(({ kind }) => kind === "clash").length,
    clashingVariables: clashing,
  };
}
