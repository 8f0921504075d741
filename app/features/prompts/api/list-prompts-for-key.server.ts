import { z } from "zod";
import { pool } from "~/data/postgres.server";
import { findGlobalKeys, listPrompts, type ListedPrompt, type PromptPlace } from "~/data/runtime/prompt-list.server";
import { SHIPPED_AT, SHIPPED_PROMPTS } from "~/features/prompts/rules/shipped-prompt";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { AppError } from "~/lib/errors";
import { DEFAULT_SCOPE, parsePromptScope, promptScopeText } from "~/lib/prompt-scope";
import type { ApiKey } from "~/platform/api-key.server";
import { list, ListQuery, type ApiList } from "~/platform/api.server";
import { botAsked } from "./get-prompt-for-key.server";

const ORDER = "prompts";

export const PromptListQuery = z
  .object({
    scope: z
      .string()
      .refine((text) => text === DEFAULT_SCOPE || parsePromptScope(text) !== null, "must be global or bot:<slug>")
      .optional()
      .describe("Only what stands in this scope itself: `global`, `bot:<slug>` or `default`."),
    category: z.string().max(200).optional(),
  })
  .extend(ListQuery.shape);
type Query = z.infer<typeof PromptListQuery>;

function placeOf(cursor: string | undefined): PromptPlace | null {
  if (cursor === undefined) return null;
  const parts = decodeCursor(ORDER, cursor, 3);
  if (!parts)
    throw new AppError("invalid", "cursor: was not given by this list", { fields: { cursor: "is not valid" } });
  return { key: parts[0]!, scope_type: parts[1]!, scope_id: parts[2]! };
}

const after = (a: PromptPlace, b: PromptPlace) =>
  a.key === b.key
    ? a.scope_type > b.scope_type || (a.scope_type === b.scope_type && a.scope_id > b.scope_id)
    : a.key > b.key;

/** Defaults stand in the list where the house has no prompt of that key. */
async function listDefaults({ scope, category }: Query, from: PromptPlace | null): Promise<ListedPrompt[]> {
  if (scope !== undefined && scope !== DEFAULT_SCOPE) return [];
  const own =
    scope === DEFAULT_SCOPE
      ? []
      : await findGlobalKeys(
          pool("config"),
          SHIPPED_PROMPTS.map(({ key }) => key),
        );
  const shown = SHIPPED_PROMPTS.filter(
    (prompt) => !own.includes(prompt.key) && (!category || prompt.category === category),
  );
  return shown
    .map(({ key, title, category: of, folder, syntax, body }) => ({
      ...{ key, scope_type: DEFAULT_SCOPE, scope_id: "", title, category: of, folder, syntax, chars: body.length },
      ...{ version: 0, newest_version: 0, pinned: false, protected: false, tokens: null, updated_at: SHIPPED_AT },
    }))
    .filter((row) => !from || after(row, from));
}

function rowJson({ scope_type, scope_id, ...row }: ListedPrompt) {
  return {
    ...row,
    scope: scope_type === DEFAULT_SCOPE ? DEFAULT_SCOPE : promptScopeText({ type: scope_type, id: scope_id }),
  };
}

/** A page of what there is, without the bodies: the house's, those of the key's bots, and defaults. */
export async function listPromptsForKey(apiKey: ApiKey, query: Query): Promise<ApiList<ReturnType<typeof rowJson>>> {
  const { scope, category, cursor, limit } = query;
  const from = placeOf(cursor);
  if (scope !== undefined) botAsked(apiKey, scope);
  const wanted = scope === undefined || scope === DEFAULT_SCOPE ? undefined : parsePromptScope(scope)!;
  const rows =
    scope === DEFAULT_SCOPE
      ? []
      : await listPrompts(pool("config"), { bots: apiKey.bots, scope: wanted, category, from, limit: limit + 1 });
  const all = [...rows, ...(await listDefaults(query, from))].toSorted((a, b) => (after(a, b) ? 1 : -1));
  const page = list(all.slice(0, limit + 1), limit, (last) =>
    encodeCursor(ORDER, [last.key, last.scope_type, last.scope_id]),
  );
  return { ...page, data: page.data.map(rowJson) };
}
