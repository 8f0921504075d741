import { pool, withPatience } from "~/data/postgres.server";
import type { LibraryPosition } from "~/data/runtime/prompt-library";
import { countPromptTurns, groupLibrary, listLibrary } from "~/data/runtime/prompt-library.server";
import { decodeCursor, encodeCursor } from "~/lib/cursor";
import { cursorParam } from "~/lib/list-params";
import { may } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { listSavedViews } from "~/platform/saved-views.server";
import { countLibrary } from "./library-facets";
import { readLibraryFilter, readLibraryOrder } from "./library-filters";
import { TURNS_CAP } from "./listed-prompt";
import { shippedPrompts } from "./shipped-prompts.server";

const PAGE = 100;
/** The list does not wait longer for how often its prompts are used. */
const COUNT_MS = 250;

/** The library as its page shows it. */
export async function getLibraryPage(user: SessionUser, params: URLSearchParams) {
  const filter = readLibraryFilter(params);
  const order = readLibraryOrder(params);
  const shipped = shippedPrompts();
  const name = `prompts ${order.sort} ${order.descending}`;
  const at = decodeCursor(name, params.get(cursorParam), 3);
  const after: LibraryPosition | null = at && { value: at[0]!, key: at[1]!, scope: at[2]! };
  const sql = pool("pages");
  const [found, groups, views] = await Promise.all([
    listLibrary(sql, shipped, filter, order, after, PAGE),
    groupLibrary(sql, shipped, filter.words),
    listSavedViews(user, "prompts"),
  ]);
  const turns = await withPatience(COUNT_MS, (patient) => countPromptTurns(patient, found.rows, TURNS_CAP));
  const { next } = found;
  return {
    page: {
      rows: found.rows.map((row) => ({ ...row, turns: turns?.get(`${row.key}@${row.scope}`) ?? null })),
      next: next && encodeCursor(name, [next.value, next.key, next.scope]),
    },
    counts: countLibrary(groups, filter),
    views,
    isEmpty: groups.length === 0 && filter.words.length === 0,
    missingDefaults: groups.reduce((sum, { scope, count }) => sum + (scope === "default" ? count : 0), 0),
    mayWrite: may(user.role, "prompts:write"),
  };
}

export type LibraryPage = Awaited<ReturnType<typeof getLibraryPage>>;
