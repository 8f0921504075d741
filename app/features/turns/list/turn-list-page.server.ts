import { env } from "~/config/env.server";
import { pool } from "~/data/postgres.server";
import { currentChangePosition } from "~/data/runtime/turn-changes.server";
import { findNewestTurnTime } from "~/data/runtime/turn-now.server";
import { formatPosition } from "~/features/turns/api/turn-stream-position";
import { getTurnView } from "~/features/turns/one/turn-view.server";
import { cursorParam, peekParam } from "~/lib/list-params";
import { may } from "~/platform/permissions";
import { listSavedViews, type ViewOwner } from "~/platform/saved-views.server";
import { readTurnQuery } from "./turn-filters";
import { getTurnPage, type TurnQuery } from "./turn-query.server";

const AT_ONCE = 50;

/** What `/turns` draws at once: rows, and the place from which its stream goes on. */
export async function getTurnListPage(user: ViewOwner, url: string, timeZone: string) {
  const params = new URL(url).searchParams;
  const now = new Date();
  const query = readTurnQuery(params, timeZone, now);
  const cursor = params.get(cursorParam);
  const peekId = params.get(peekParam);
  const [{ position, page }, views, peek] = await Promise.all([
    readPage(query, cursor, now),
    listSavedViews(user, "turns"),
    peekId ? getTurnView(peekId) : null,
  ]);
  const isEmpty = page.rows.length === 0 && cursor === null;
  return {
    page: { rows: page.rows, next: page.next },
    searched: page.searched,
    position,
    /** Whether what happens now belongs to this page. */
    isOpen: query.isOpen && cursor === null,
    range: { from: Date.parse(query.filter.from), to: query.isOpen ? null : Date.parse(query.filter.to) },
    newestAt: isEmpty ? await findNewestTurnTime(pool("pages")) : null,
    peek: peekId ? { id: peekId, view: peek } : null,
    views,
    mayExport: may(user.role, "turns:export"),
    mayMakeKeys: may(user.role, "access:write"),
    origin: env().publicUrl,
  };
}

/** The place is read before the rows: what changes while they are is then told twice, and never missed. */
async function readPage(query: TurnQuery, cursor: string | null, now: Date) {
  const position = formatPosition(await currentChangePosition(pool("pages")), now.getTime());
  return { position, page: await getTurnPage(query, cursor, AT_ONCE) };
}

export type TurnListPage = Awaited<ReturnType<typeof getTurnListPage>>;
