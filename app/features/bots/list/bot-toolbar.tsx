import { Download, Plus, Upload } from "lucide-react";
import type { SavedView } from "~/lib/saved-view";
import type { TableView } from "~/ui/data-table/use-table-view";
import { ColumnMenu, QueryBar } from "~/ui/list/list-controls";
import { SavedViews } from "~/ui/list/saved-views";
import { LinkButton } from "~/ui/link-button";
import type { BotFacet } from "./bot-filters";
import type { BotRow } from "./bot-row";

type Props = { view: TableView<BotRow>; views: readonly SavedView[]; facets: readonly BotFacet[]; mayWrite: boolean };

export function BotToolbar({ view, views, facets, mayWrite }: Props) {
  const keys = facets.map(({ key, label, values }) => ({
    key,
    label,
    values: values.map(({ value, count }) => ({ value, count })),
  }));
  return (
    <>
      <QueryBar keys={keys} label="Filter and search bots" placeholder="backend:codex or words" />
      <SavedViews list="bots" views={views} action="/views" />
      <ColumnMenu view={view} />
      <LinkButton to="/bots/export" icon={Download} reloadDocument>
        Export all
      </LinkButton>
      {mayWrite && (
        <>
          <LinkButton to="/bots/import" icon={Upload}>
            Import
          </LinkButton>
          <LinkButton to="/bots/new" tone="primary" icon={Plus}>
            New bot
          </LinkButton>
        </>
      )}
    </>
  );
}
