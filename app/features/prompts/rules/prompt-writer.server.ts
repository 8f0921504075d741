import { AppError } from "~/lib/errors";
import type { PromptScope } from "~/lib/prompt-scope";
import { requireBot, requireScope, type ApiKey } from "~/platform/api-key.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";

/** People and keys save versions; only people move pins. */
export type PromptWriter = SessionUser | ApiKey;

/** A key that is bound to bots writes their prompts alone, not the house's, which others have too. */
export function requirePromptWriter(writer: PromptWriter, scope: PromptScope): void {
  if (writer.kind === "user") return requirePermission(writer, "prompts:write");
  requireScope(writer, "config:write");
  if (!writer.bots) return;
  if (scope.type === "global")
    throw new AppError("forbidden", "This key is bound to bots: it writes their prompts, not the house's.");
  requireBot(writer, scope.id);
}
