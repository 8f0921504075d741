import { transaction, type Sql } from "~/data/postgres.server";
import { deletePin, insertPinMove, setPin, type PinMoveKind } from "~/data/runtime/prompt-pins.server";
import { findPromptVersion, lockPrompt, updatePrompt, type PromptHead } from "~/data/runtime/prompt-store.server";
import { AppError } from "~/lib/errors";
import { promptScopeText, type PromptScope } from "~/lib/prompt-scope";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { findReferenceProblem, lockReferences } from "./check-references.server";
import { refuseTemplate } from "./prompt-input.server";
import { tellPromptChange, type PromptChangeKind } from "./tell-prompt-change.server";

export type PromptName = { key: string; scope: PromptScope };

/** What the person saw when they decided; another state since then is a conflict, not a surprise. */
export type SeenPrompt = { active: number; newest?: number };

export type PinMoved = { moved: boolean; from: number; to: number };

type Move = PromptName & { reason: string; seen?: SeenPrompt };

export function promptTarget({ key, scope }: PromptName) {
  return { kind: "prompt", id: `${promptScopeText(scope)}/${key}`, name: key };
}

/** The prompt as it is, held until the transaction ends. */
export async function requirePrompt(sql: Sql, { key, scope }: PromptName, seen?: SeenPrompt): Promise<PromptHead> {
  const head = await lockPrompt(sql, key, scope);
  if (!head) throw new AppError("not_found", `There is no prompt ${key} in ${promptScopeText(scope)}.`);
  const isAsSeen =
    !seen ||
    (seen.active === head.active_version && (seen.newest === undefined || seen.newest === head.newest_version));
  if (!isAsSeen)
    throw new AppError(
      "conflict",
      `Somebody changed this prompt meanwhile: version ${head.active_version} is active, ${head.newest_version} is the newest. Look at the effect once more.`,
      { active_version: head.active_version, newest_version: head.newest_version },
    );
  return head;
}

function refuseProtected(head: PromptHead): void {
  if (head.is_protected)
    throw new AppError("conflict", "This prompt is protected: ask for the move, and a second person decides.", {
      reason: "protected",
    });
}

/** A version can become active only where all it names can still be put together. */
async function checkVersion(sql: Sql, { key, scope }: PromptName, version: number): Promise<void> {
  const found = await findPromptVersion(sql, key, scope, version);
  if (!found) throw new AppError("not_found", `There is no version ${version} of ${key}.`);
  const parsed = parseTemplate(found.body, found.syntax);
  const problem = await findReferenceProblem(sql, { key, parsed, variables: found.variables }, scope);
  if (problem) throw refuseTemplate([problem]);
}

const TOLD: Record<PinMoveKind, PromptChangeKind> = {
  pin: "pinned",
  unpin: "unpinned",
  rollback: "rolled_back",
  protect: "protected",
  unprotect: "unprotected",
};

/** Writes a move that may be made, with all that follows from it. `to` null takes the pin away. */
export async function writeMove(
  sql: Sql,
  user: SessionUser,
  name: PromptName,
  head: PromptHead,
  move: { kind: PinMoveKind; to: number | null; reason: string; askedBy?: string; isProtected?: boolean },
): Promise<PinMoved> {
  const { key, scope } = name;
  const { kind, to, reason, askedBy, isProtected } = move;
  const by = askedBy ?? user.name;
  const active = to ?? head.newest_version;
  if (to === null) await deletePin(sql, key, scope);
  else if (to !== head.pinned_version) await setPin(sql, key, scope, { version: to, by, reason });
  const source = head.source === SAMPLE_SOURCE ? "console" : undefined;
  await updatePrompt(sql, key, scope, { by: user.name, active, isProtected, source });
  const approvedBy = askedBy === undefined ? undefined : user.name;
  await insertPinMove(sql, key, scope, { kind, from: head.active_version, to: active, by, approvedBy, reason });
  await tellPromptChange(sql, {
    ...{ key, scope: promptScopeText(scope), version: active, active_version: active, pinned: to !== null },
    ...{ kind: TOLD[kind], changed_by: user.name },
  });
  await audit(sql, user, {
    action: `prompt.${TOLD[kind]}`,
    target: promptTarget(name),
    before: { active_version: head.active_version, pinned_version: head.pinned_version },
    after: {
      active_version: active,
      pinned_version: to,
      reason,
      ...(askedBy !== undefined && { requested_by: askedBy }),
    },
  });
  return { moved: true, from: head.active_version, to: active };
}

/** Moves the pin to a version that is there; a protected prompt's only on a request that a second person approved. */
export async function movePinTo(
  sql: Sql,
  user: SessionUser,
  name: PromptName,
  head: PromptHead,
  move: { version: number; reason: string; askedBy?: string },
): Promise<PinMoved> {
  const { version, ...rest } = move;
  await checkVersion(sql, name, version);
  const kind = version < head.active_version ? "rollback" : "pin";
  return writeMove(sql, user, name, head, { kind, to: version, ...rest });
}

/** From now on this version is active, whatever is saved. To an older one it is told as a roll-back. */
export async function pinPrompt(
  user: SessionUser,
  { version, reason, seen, ...name }: Move & { version: number },
): Promise<PinMoved> {
  requirePermission(user, "prompts:pin");
  return transaction(async (sql) => {
    await lockReferences(sql);
    const head = await requirePrompt(sql, name, seen);
    if (head.pinned_version === version) return { moved: false, from: version, to: version };
    refuseProtected(head);
    return movePinTo(sql, user, name, head, { version, reason });
  });
}

/** The newest version is active again, and each that will be saved. */
export async function unpinPrompt(user: SessionUser, { reason, seen, ...name }: Move): Promise<PinMoved> {
  requirePermission(user, "prompts:pin");
  return transaction(async (sql) => {
    await lockReferences(sql);
    const head = await requirePrompt(sql, name, seen);
    if (head.pinned_version === null) return { moved: false, from: head.active_version, to: head.active_version };
    refuseProtected(head);
    await checkVersion(sql, name, head.newest_version);
    return writeMove(sql, user, name, head, { kind: "unpin", to: null, reason });
  });
}

/** Protects a prompt, and pins what is active if nothing is. Ending it takes a second person: see pin-requests. */
export async function protectPrompt(user: SessionUser, { reason, seen, ...name }: Move): Promise<PinMoved> {
  requirePermission(user, "prompts:protect");
  return transaction(async (sql) => {
    const head = await requirePrompt(sql, name, seen);
    const to = head.active_version;
    if (head.is_protected) return { moved: false, from: to, to };
    return writeMove(sql, user, name, head, { kind: "protect", to, reason, isProtected: true });
  });
}
