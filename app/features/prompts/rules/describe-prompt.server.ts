import { transaction } from "~/data/postgres.server";
import { updatePrompt } from "~/data/runtime/prompt-store.server";
import { promptScopeText } from "~/lib/prompt-scope";
import { SAMPLE_SOURCE } from "~/lib/sample-source";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { promptTarget, requirePrompt, type PromptName } from "./move-pin.server";
import { noticePrompt } from "./tell-prompt-change.server";

/** Where a prompt is found in the library; none of its words. */
export async function describePrompt(
  user: SessionUser,
  { title, category, folder, ...name }: PromptName & { title: string; category: string; folder: string },
): Promise<void> {
  requirePermission(user, "prompts:write");
  const { key, scope } = name;
  await transaction(async (sql) => {
    const head = await requirePrompt(sql, name);
    const before = { title: head.title, category: head.category, folder: head.folder };
    const after = { title, category, folder };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const source = head.source === SAMPLE_SOURCE ? "console" : undefined;
    await updatePrompt(sql, key, scope, { by: user.name, ...after, source });
    await noticePrompt(sql, { key, scope: promptScopeText(scope), kind: "described", changed_by: user.name });
    await audit(sql, user, { action: "prompt.described", target: promptTarget(name), before, after });
  });
}
