import { pool, transaction } from "~/data/postgres.server";
import { closePinRequest, findPinRequest, insertPinRequest, type PinRequest } from "~/data/runtime/prompt-pins.server";
import { findPromptVersion, type PromptHead } from "~/data/runtime/prompt-store.server";
import { AppError } from "~/lib/errors";
import { GLOBAL_SCOPE, promptScopeText } from "~/lib/prompt-scope";
import { uuid } from "~/lib/uuid.server";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { lockReferences } from "./check-references.server";
import {
  movePinTo,
  promptTarget,
  requirePrompt,
  writeMove,
  type PinMoved,
  type PromptName,
  type SeenPrompt,
} from "./move-pin.server";
import { noticePrompt } from "./tell-prompt-change.server";

type Asked = PromptName & { reason: string; seen?: SeenPrompt };

async function ask(
  user: SessionUser,
  { reason, seen, ...name }: Asked,
  kind: PinRequest["kind"],
  version: (head: PromptHead) => number,
): Promise<string> {
  const { key, scope } = name;
  return transaction(async (sql) => {
    const head = await requirePrompt(sql, name, seen);
    if (!head.is_protected) throw new AppError("conflict", "This prompt is not protected: nobody needs to be asked.");
    const to = version(head);
    if (kind === "move" && to === head.pinned_version)
      throw new AppError("conflict", `Version ${to} is the pinned one already.`);
    if (!(await findPromptVersion(sql, key, scope, to)))
      throw new AppError("not_found", `There is no version ${to} of ${key}.`);
    const id = uuid();
    if (!(await insertPinRequest(sql, { id, key, scope, kind, to, reason, byId: user.id, by: user.name })))
      throw new AppError(
        "conflict",
        "A request about this prompt waits already; it has to be decided or withdrawn first.",
      );
    await noticePrompt(sql, { key, scope: promptScopeText(scope), kind: "requested", changed_by: user.name });
    await audit(sql, user, {
      action: kind === "move" ? "prompt.pin-requested" : "prompt.unprotect-requested",
      target: promptTarget(name),
      after: { to_version: to, reason },
    });
    return id;
  });
}

/** Asks to move a protected prompt's pin. Answers the request's id. */
export async function requestPin(user: SessionUser, asked: Asked & { version: number }): Promise<string> {
  requirePermission(user, "prompts:pin");
  const { version, ...rest } = asked;
  return ask(user, rest, "move", () => version);
}

/**
 * Asks to end a protection. One person alone could otherwise end it, move the pin and protect again, and the second
 * person would guard nothing.
 */
export async function requestUnprotect(user: SessionUser, asked: Asked): Promise<string> {
  requirePermission(user, "prompts:protect");
  return ask(user, asked, "unprotect", (head) => head.active_version);
}

async function requireRequest(id: string): Promise<PinRequest & { name: PromptName }> {
  const request = /^[0-9a-f-]{36}$/i.test(id) ? await findPinRequest(pool(), id) : null;
  if (!request) throw new AppError("not_found", "There is no such request.");
  const scope = request.scope_type === "global" ? GLOBAL_SCOPE : { type: "bot" as const, id: request.scope_id };
  return { ...request, name: { key: request.key, scope } };
}

const decidedAlready = () => new AppError("conflict", "This request was decided or withdrawn meanwhile.");

/** A second person approves or refuses; whoever asked cannot. Null when it was refused. */
export async function decidePinRequest(
  user: SessionUser,
  { id, approve, note = "" }: { id: string; approve: boolean; note?: string },
): Promise<PinMoved | null> {
  requirePermission(user, "prompts:pin");
  const { name, kind, to_version: to, reason, ...request } = await requireRequest(id);
  if (request.requested_by_id === user.id)
    throw new AppError("forbidden", "You asked for this yourself; somebody else has to decide.");
  return transaction(async (sql) => {
    if (approve) await lockReferences(sql);
    const head = await requirePrompt(sql, name);
    const status = approve ? "approved" : "refused";
    if (!(await closePinRequest(sql, id, { status, by: user.name, note }))) throw decidedAlready();
    await noticePrompt(sql, {
      ...{ key: name.key, scope: promptScopeText(name.scope), kind: "decided", changed_by: user.name },
    });
    const why = note ? `${reason} (${note})` : reason;
    if (approve && kind === "move")
      return movePinTo(sql, user, name, head, { version: to, reason: why, askedBy: request.requested_by });
    if (approve)
      return writeMove(sql, user, name, head, {
        ...{ kind: "unprotect", to: head.active_version, reason: why, isProtected: false },
        askedBy: request.requested_by,
      });
    await audit(sql, user, {
      action: "prompt.request-refused",
      target: promptTarget(name),
      after: { to_version: to, requested_by: request.requested_by, note },
    });
    return null;
  });
}

/** Whoever asked takes it back. */
export async function withdrawPinRequest(user: SessionUser, id: string): Promise<void> {
  requirePermission(user, "prompts:pin");
  const { name, ...request } = await requireRequest(id);
  if (request.requested_by_id !== user.id) throw new AppError("forbidden", "Only who asked can take it back.");
  await transaction(async (sql) => {
    if (!(await closePinRequest(sql, id, { status: "withdrawn", by: user.name, note: "" }))) throw decidedAlready();
    await noticePrompt(sql, {
      ...{ key: name.key, scope: promptScopeText(name.scope), kind: "decided", changed_by: user.name },
    });
    await audit(sql, user, {
      action: "prompt.request-withdrawn",
      target: promptTarget(name),
      after: { to_version: request.to_version },
    });
  });
}
