import { Bot, Download } from "lucide-react";
import { Button } from "~/ui/button";
import { DataTable } from "~/ui/data-table/data-table";
import { NoMatch } from "~/ui/data-table/no-match";
import { usePagedRows, type RowPage } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { LinkButton } from "~/ui/link-button";
import type { SavedView } from "~/lib/saved-view";
import { FacetList } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import { EmptyState } from "~/ui/page/empty-state";
import { botHref } from "../profile/bot-slug";
import { PauseChosen } from "../pause/pause-chosen";
import { BOT_KEYS, type BotFacet } from "./bot-filters";
import type { BotRow } from "./bot-row";
import { BOT_SORT } from "./bot-sort";
import { BOT_COLUMNS } from "./bot-table";
import { BotToolbar } from "./bot-toolbar";

export type LoadedBots = {
  page: RowPage<BotRow>;
  facets: BotFacet[];
  total: number;
  views: SavedView[];
  mayWrite: boolean;
};

const pageOf = (loaded: unknown) => (loaded as LoadedBots | undefined)?.page ?? null;
const rowId = (bot: BotRow) => bot.slug;

/** Who the bots are, and how they are: set up here, or known from their turns alone. */
export function BotList({ loaded }: { loaded: LoadedBots }) {
  const { page, facets, total, views, mayWrite } = loaded;
  const view = useTableView(BOT_COLUMNS, { defaultSort: BOT_SORT });
  const { rows, next, pending, loadMore } = usePagedRows(page, rowId, view.listKey, pageOf);
  const more = next === null ? null : view.moreHref(next);
  return (
    <ListPage
      facets={<FacetList keys={BOT_KEYS} facets={facets} />}
      toolbar={<BotToolbar view={view} views={views} facets={facets} mayWrite={mayWrite} />}
    >
      <DataTable
        label="Bots"
        view={view}
        rows={rows}
        rowId={rowId}
        rowLabel={(bot) => bot.name}
        rowHref={(bot) => botHref(bot.slug)}
        actions={(slugs) => (
          <>
            {mayWrite && <PauseChosen bots={rows.filter(({ slug }) => slugs.includes(slug))} />}
            <ExportChosen slugs={slugs} />
          </>
        )}
        more={{ next: more, pending, ...(more && { onMore: () => loadMore(more) }) }}
      >
        {total === 0 ? (
          <EmptyState
            icon={Bot}
            title="No bots yet"
            action={
              mayWrite && (
                <LinkButton to="/bots/new" tone="primary">
                  Set up the first bot
                </LinkButton>
              )
            }
          >
            A bot appears here when somebody sets it up, or by itself with the first turn that names it.
          </EmptyState>
        ) : (
          <NoMatch what="bots" clearHref="/bots" />
        )}
      </DataTable>
    </ListPage>
  );
}

function ExportChosen({ slugs }: { slugs: readonly string[] }) {
  return (
    <form method="get" action="/bots/export" className="contents">
      {slugs.map((slug) => (
        <input key={slug} type="hidden" name="slug" value={slug} />
      ))}
      <Button type="submit" icon={Download}>
        Export
      </Button>
    </form>
  );
}
