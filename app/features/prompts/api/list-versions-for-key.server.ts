import { z } from "zod";
import { pool } from "~/data/postgres.server";
import { findPromptHead, listPromptVersions } from "~/data/runtime/prompt-store.server";
import { resolvePrompt, type ResolvedPrompt } from "~/features/prompts/rules/resolve-prompt.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { AppError } from "~/lib/errors";
import { DEFAULT_SCOPE, parsePromptScope } from "~/lib/prompt-scope";
import type { ApiKey } from "~/platform/api-key.server";
import { list, ListQuery } from "~/platform/api.server";
import { AskedScope, botAsked, noPrompt } from "./get-prompt-for-key.server";

const ORDER = "-version";

export const VersionListQuery = z.object({ scope: AskedScope }).extend(ListQuery.shape);

function defaultRow({ key, scope, version, syntax, body, updatedAt }: ResolvedPrompt) {
  const told = { active: true, pinned: false, note: "As it ships with the product", created_by: "Wheelhouse" };
  return { key, scope, version, syntax, ...told, chars: body!.length, tokens: null, created_at: updatedAt };
}

/** The versions of the prompt that holds for this scope, newest first, without their bodies. */
export async function listVersionsForKey(
  apiKey: ApiKey,
  key: string,
  { scope: asked, cursor, limit }: z.infer<typeof VersionListQuery>,
) {
  const bot = botAsked(apiKey, asked);
  const parts = cursor === undefined ? [] : decodeCursor(ORDER, cursor, 1);
  const below = parts?.[0] === undefined ? undefined : Number(parts[0]);
  if (!parts || (below !== undefined && !Number.isInteger(below)))
    throw new AppError("invalid", "cursor: was not given by this list", { fields: { cursor: "is not valid" } });
  const sql = pool("config");
  const found = await resolvePrompt(sql, { key, bot, ...(asked === DEFAULT_SCOPE && { version: 0 }) });
  if (!found) throw noPrompt(key);
  const scope = found.scope === DEFAULT_SCOPE ? null : parsePromptScope(found.scope);
  const head = scope && (await findPromptHead(sql, key, scope));
  if (!scope || !head) return { data: [defaultRow(found)], next_cursor: null };
  const rows = await listPromptVersions(sql, key, scope, { below, limit: limit + 1 });
  const page = list(rows, limit, ({ version }) => encodeCursor(ORDER, [String(version)]));
  return {
    ...page,
    data: page.data.map(({ version, syntax, change_note, chars, tokens, created_by, created_at }) => ({
      ...{ key, scope: found.scope, version, syntax, note: change_note, chars, tokens, created_by, created_at },
      ...{ active: version === head.active_version, pinned: version === head.pinned_version },
    })),
  };
}
