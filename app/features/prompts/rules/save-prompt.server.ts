import { pool, transaction, type Sql } from "~/data/postgres.server";
import {
  findPromptHead,
  findPromptVersion,
  insertPrompt,
  insertPromptVersion,
  lockPrompt,
  updatePrompt,
  type PromptHead,
} from "~/data/runtime/prompt-store.server";
import { countTokens } from "~/lib/count-tokens";
import { AppError } from "~/lib/errors";
import { promptScopeText, type PromptScope } from "~/lib/prompt-scope";
import { variablesFor, type PromptVariable } from "~/lib/prompt-template/prompt-variable";
import { referencesOf, variablesOf, type ParsedTemplate, type TemplateSyntax } from "~/lib/prompt-template/template";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { audit } from "~/platform/audit.server";
import { findReferenceProblem, lockReferences } from "./check-references.server";
import { promptDigest } from "./prompt-digest.server";
import { checkBody, checkVariables, refuseTemplate } from "./prompt-input.server";
import { requirePromptWriter, type PromptWriter } from "./prompt-writer.server";
import { findShippedPrompt } from "./shipped-prompt";
import { tellPromptChange } from "./tell-prompt-change.server";

export type PromptSave = {
  key: string;
  scope: PromptScope;
  body: string;
  /** The version that the writer began from; 0 where there was none. */
  baseVersion: number;
  /** Left out: as it was, mustache at first. */
  syntax?: TemplateSyntax;
  /** Left out: those that are known of the placeholders, and plain text for the rest. */
  variables?: PromptVariable[];
  note?: string;
  title?: string;
  category?: string;
  folder?: string;
};

export type SavedPrompt = {
  /** Nothing new: the newest version says the same. */
  outcome: "saved" | "unchanged";
  version: number;
  activeVersion: number;
  pinned: boolean;
};

type Draft = { body: string; syntax: TemplateSyntax; variables: PromptVariable[]; parsed: ParsedTemplate };

/** What the writer left out, from the newest version, else from the default. */
async function draftOf(sql: Sql, save: PromptSave): Promise<Draft> {
  const head = await findPromptHead(sql, save.key, save.scope);
  const newest = head && (await findPromptVersion(sql, save.key, save.scope, head.newest_version));
  const syntax = save.syntax ?? newest?.syntax ?? "mustache";
  const parsed = checkBody(save.body, syntax);
  const known = newest?.variables ?? findShippedPrompt(save.key)?.variables ?? [];
  const variables = save.variables ?? variablesFor(variablesOf(parsed), known);
  checkVariables(variables);
  return { body: save.body, syntax, variables, parsed };
}

/** What a second saver needs to put both texts together: whose words came between, and their numbers to fetch them by. */
async function refuseStale(
  sql: Sql,
  { key, scope, baseVersion }: PromptSave,
  head: PromptHead | null,
): Promise<AppError> {
  if (!head)
    return new AppError("conflict", "This prompt was deleted meanwhile; save it as a new one.", {
      base_version: baseVersion,
      newest_version: 0,
    });
  const newest = await findPromptVersion(sql, key, scope, head.newest_version);
  const by = newest?.created_by ?? head.updated_by;
  const message =
    baseVersion === 0
      ? `There is a prompt of this key already: version ${head.newest_version}, by ${by}. Name the version that yours is based on.`
      : `${by} saved version ${head.newest_version} meanwhile; yours is based on version ${baseVersion}.`;
  return new AppError("conflict", message, {
    base_version: baseVersion,
    newest_version: head.newest_version,
    newest_by: by,
    newest_at: newest?.created_at ?? head.updated_at,
    newest_note: newest?.change_note ?? "",
    active_version: head.active_version,
  });
}

async function isNewest(sql: Sql, head: PromptHead, { key, scope }: PromptSave, draft: Draft): Promise<boolean> {
  const newest = await findPromptVersion(sql, key, scope, head.newest_version);
  return (
    newest !== null &&
    newest.body === draft.body &&
    newest.syntax === draft.syntax &&
    sameVariables(newest.variables, draft.variables)
  );
}

/** Postgres keeps the fields of a declaration in an order of its own. */
function sameVariables(a: readonly PromptVariable[], b: readonly PromptVariable[]): boolean {
  const told = (list: readonly PromptVariable[]) =>
    JSON.stringify(
      list.map((variable) =>
        Object.entries(variable)
          .filter(([, value]) => value !== undefined && value !== null && value !== false)
          .toSorted(([x], [y]) => (x < y ? -1 : 1)),
      ),
    );
  return told(a) === told(b);
}

/**
 * Every save is a version; what says nothing new is none. Newest is active unless a pin holds. The second of two savers is
 * refused, with what lies between, and nothing of either is lost.
 */
export async function savePrompt(writer: PromptWriter, input: PromptSave): Promise<SavedPrompt> {
  requirePromptWriter(writer, input.scope);
  // A form sends every end of a line as two characters.
  const save = writer.kind === "user" ? { ...input, body: input.body.replaceAll("\r\n", "\n") } : input;
  const draft = await draftOf(pool(), save);
  const tokens = await countTokens(draft.body);
  return transaction(async (sql) => {
    if (referencesOf(draft.parsed).length > 0) await lockReferences(sql);
    return writeVersion(sql, writer, save, draft, tokens);
  });
}

async function writeVersion(
  sql: Sql,
  writer: PromptWriter,
  save: PromptSave,
  draft: Draft,
  tokens: number,
): Promise<SavedPrompt> {
  const { key, scope, baseVersion, note = "" } = save;
  const shipped = findShippedPrompt(key);
  const title = save.title ?? shipped?.title ?? "";
  const category = save.category ?? shipped?.category ?? "";
  const folder = save.folder ?? shipped?.folder ?? "";
  const labels = { title, category, folder, source: "console", by: writer.name };
  // Whoever comes first locks a prompt that is not there by making it.
  const made = baseVersion === 0 ? await insertPrompt(sql, { key, scope, ...labels }) : null;
  const head = made ? null : await lockPrompt(sql, key, scope);
  if (head && (await isNewest(sql, head, save, draft)))
    return {
      outcome: "unchanged",
      version: head.newest_version,
      activeVersion: head.active_version,
      pinned: head.pinned_version !== null,
    };
  if (!made && head?.newest_version !== baseVersion) throw await refuseStale(sql, save, head);
  const version = made?.version ?? head!.newest_version + 1;
  const active = head?.pinned_version ?? version;
  await insertPromptVersion(sql, {
    ...{ key, scope, version, body: draft.body, syntax: draft.syntax, variables: draft.variables, note, tokens },
    sha256: promptDigest(draft.body, draft.syntax),
    by: writer.name,
  });
  if (head) {
    const { title: newTitle, category: newCategory, folder: newFolder } = save;
    // What somebody wrote on is theirs, and no sample any more.
    const source = head.source === SAMPLE_SOURCE ? "console" : undefined;
    const changed = { title: newTitle, category: newCategory, folder: newFolder, source };
    await updatePrompt(sql, key, scope, { by: writer.name, newest: version, active, ...changed });
  }
  const problem = await findReferenceProblem(sql, { key, parsed: draft.parsed, variables: draft.variables }, scope);
  if (problem) throw refuseTemplate([problem]);
  const pinned = head?.pinned_version != null;
  const scopeText = promptScopeText(scope);
  await tellPromptChange(sql, {
    ...{ key, scope: scopeText, version, active_version: active, pinned, kind: "saved" },
    changed_by: writer.name,
  });
  await audit(sql, writer, {
    action: head ? "prompt.changed" : "prompt.created",
    target: { kind: "prompt", id: `${scopeText}/${key}`, name: key },
    ...(head && { before: { newest_version: head.newest_version, active_version: head.active_version } }),
    after: { newest_version: version, active_version: active, note, chars: draft.body.length },
  });
  return { outcome: "saved", version, activeVersion: active, pinned };
}
