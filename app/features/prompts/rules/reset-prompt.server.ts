import { transaction } from "~/data/postgres.server";
import { insertPinMove } from "~/data/runtime/prompt-pins.server";
import { deletePrompt } from "~/data/runtime/prompt-store.server";
import { AppError } from "~/lib/errors";
import { botOfScope, DEFAULT_SCOPE, promptScopeText } from "~/lib/prompt-scope";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { promptTarget, requirePrompt, type PromptName, type SeenPrompt } from "./move-pin.server";
import { resolvePrompt } from "./resolve-prompt.server";
import { tellPromptChange } from "./tell-prompt-change.server";

/**
 * Takes a prompt away with all its versions, so that what is under it holds again: a bot gets the house's, the house what
 * ships with the product, or nothing. Its numbers are not given again. Answers what holds now.
 */
export async function resetPrompt(
  user: SessionUser,
  { reason = "", seen, ...name }: PromptName & { reason?: string; seen?: SeenPrompt },
): Promise<{ scope: string; version: number } | null> {
  requirePermission(user, "prompts:write");
  const { key, scope } = name;
  return transaction(async (sql) => {
    const head = await requirePrompt(sql, name, seen);
    if (head.is_protected)
      throw new AppError("conflict", "This prompt is protected; its protection has to end first.", {
        reason: "protected",
      });
    if (head.pinned_version !== null) {
      requirePermission(user, "prompts:pin");
      const move = { from: head.active_version, to: null, by: user.name, reason: reason || "the prompt was reset" };
      await insertPinMove(sql, key, scope, { kind: "unpin", ...move });
    }
    await deletePrompt(sql, key, scope);
    const now = await resolvePrompt(sql, { key, bot: botOfScope(scope) });
    const version = now?.version ?? 0;
    await tellPromptChange(sql, {
      ...{ key, scope: promptScopeText(scope), version, active_version: version, pinned: now?.pinned ?? false },
      ...{ kind: "reset", changed_by: user.name },
    });
    await audit(sql, user, {
      action: "prompt.reset",
      target: promptTarget(name),
      before: { newest_version: head.newest_version, active_version: head.active_version },
      after: { now: now ? `${now.scope} ${now.scope === DEFAULT_SCOPE ? "" : now.version}`.trim() : "nothing", reason },
    });
    return now && { scope: now.scope, version: now.version };
  });
}
