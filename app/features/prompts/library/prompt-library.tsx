import { useActionData } from "@remix-run/react";
import { Plus } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "~/ui/data-table/data-table";
import { usePagedRows, type RowPage } from "~/ui/data-table/use-paged-rows";
import { useTableView } from "~/ui/data-table/use-table-view";
import { LinkButton } from "~/ui/link-button";
import { ColumnMenu, QueryBar } from "~/ui/list/list-controls";
import { ListPage } from "~/ui/list/list-page";
import { SavedViews } from "~/ui/list/saved-views";
import { promptHref, promptId, readPromptId } from "../prompt-href";
import { LIBRARY_ORDER } from "./library-filters";
import type { LibraryPage } from "./library-page.server";
import { LibraryEmpty, libraryFacets, queryKeys, LibraryFacets, SeedStrip } from "./library-parts";
import { LibraryPeek } from "./library-peek";
import { libraryColumns } from "./library-table";
import type { ListedPrompt } from "./listed-prompt";
import type { PromptPeekData } from "./prompt-peek-data.server";

const rowId = (row: ListedPrompt) => promptId(row);
const rowLabel = (row: ListedPrompt) => `${row.key} ${row.scope}`;
const pageHref = (id: string) => promptHref(readPromptId(id));
const pageOf = (loaded: unknown) => (loaded as { page?: RowPage<ListedPrompt> } | undefined)?.page ?? null;

/** Everything bots are told, by its key. */
export function PromptLibrary({ loaded }: { loaded: LibraryPage & { peek: PromptPeekData | null } }) {
  const result = useActionData();
  const view = useTableView(libraryColumns, { defaultSort: LIBRARY_ORDER });
  const { rows, next, pending, loadMore } = usePagedRows(loaded.page, rowId, view.listKey, pageOf);
  const facets = useMemo(() => libraryFacets(loaded.counts), [loaded.counts]);
  const keys = useMemo(() => queryKeys(loaded.counts), [loaded.counts]);
  const more = next === null ? null : view.moreHref(next);
  const at = view.openId === null ? -1 : rows.findIndex((row) => rowId(row) === view.openId);
  const neighbours = at === -1 ? [] : [rows[at + 1], rows[at - 1]].flatMap((row) => (row ? [rowId(row)] : []));
  return (
    <ListPage
      facets={<LibraryFacets facets={facets} />}
      toolbar={
        <>
          <QueryBar keys={keys} />
          <SavedViews list="prompts" views={loaded.views} action="/views" />
          <ColumnMenu view={view} />
          {loaded.mayWrite && (
            <LinkButton to="/prompts/new" tone="primary" icon={Plus}>
              New prompt
            </LinkButton>
          )}
        </>
      }
      strip={loaded.mayWrite && <SeedStrip missing={loaded.missingDefaults} result={result} />}
      peek={
        view.openId !== null && (
          <LibraryPeek id={view.openId} loaded={loaded.peek} neighbours={neighbours} closeHref={view.peekHref(null)} />
        )
      }
    >
      <DataTable
        label="Prompts"
        view={view}
        rows={rows}
        rowId={rowId}
        rowLabel={rowLabel}
        pageHref={pageHref}
        more={{ next: more, pending, total: loaded.counts.total, ...(more && { onMore: () => loadMore(more) }) }}
      >
        <LibraryEmpty isNarrowed={!loaded.isEmpty} mayWrite={loaded.mayWrite} />
      </DataTable>
    </ListPage>
  );
}
