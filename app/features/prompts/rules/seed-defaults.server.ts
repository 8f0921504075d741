import { transaction } from "~/data/postgres.server";
import { insertPrompt, insertPromptVersion } from "~/data/runtime/prompt-store.server";
import { countTokens } from "~/lib/count-tokens";
import { GLOBAL_SCOPE, promptScopeText } from "~/lib/prompt-scope";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { promptDigest } from "./prompt-digest.server";
import { SHIPPED_PROMPTS } from "./shipped-prompt";
import { tellPromptChange } from "./tell-prompt-change.server";

/** Writes the defaults that the house has no prompt of, as its own to work on. What is there is never touched. */
export async function seedDefaults(
  user: SessionUser,
  keys?: readonly string[],
): Promise<{ created: string[]; there: number }> {
  requirePermission(user, "prompts:write");
  const wanted = SHIPPED_PROMPTS.filter(({ key }) => !keys || keys.includes(key));
  const tokens = await Promise.all(wanted.map(({ body }) => countTokens(body)));
  return transaction(async (sql) => {
    const created: string[] = [];
    for (const [i, { key, title, category, folder, body, syntax, variables }] of wanted.entries()) {
      const by = user.name;
      const made = await insertPrompt(sql, {
        key,
        scope: GLOBAL_SCOPE,
        title,
        category,
        folder,
        source: "console",
        by,
      });
      if (!made) continue;
      const { version } = made;
      const sha256 = promptDigest(body, syntax);
      const text = { body, syntax, variables, sha256, tokens: tokens[i]!, note: "As it ships with the product", by };
      await insertPromptVersion(sql, { key, scope: GLOBAL_SCOPE, version, ...text });
      await tellPromptChange(sql, {
        ...{ key, scope: promptScopeText(GLOBAL_SCOPE), version, active_version: version, pinned: false },
        ...{ kind: "seeded", changed_by: by },
      });
      created.push(key);
    }
    if (created.length > 0)
      await audit(sql, user, {
        action: "prompt.defaults-seeded",
        target: { kind: "prompt", id: "defaults", name: "Defaults" },
        after: { created },
      });
    return { created, there: wanted.length - created.length };
  });
}
