import { Package } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../button";
import { EmptyState } from "../page/empty-state";
import { ErrorState } from "../page/error-state";
import { LinkButton } from "../link-button";
import type { Story } from "../story";
import { ColumnMenu } from "./column-menu";
import { DataTable } from "./data-table";
import { NoMatch } from "./no-match";
import { parcelColumns, parcelId, sampleParcels } from "./sample-parcels";
import { TableSkeleton } from "./table-skeleton";
import { useHeldRows } from "./use-held-rows";
import { useTableView } from "./use-table-view";

const group = "Data table";
const none = sampleParcels(0);
const forty = sampleParcels(40);
const fiveHundred = sampleParcels(500);

function Box({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={`flex h-[560px] flex-col border border-line-soft ${narrow ? "w-[390px] max-w-full" : ""}`}>
      {children}
    </div>
  );
}

function Plain({
  rows = forty,
  pending = false,
  children,
}: {
  rows?: typeof forty;
  pending?: boolean;
  children?: ReactNode;
}) {
  const view = useTableView(parcelColumns, { defaultSort: "-sent" });
  return (
    <DataTable label="Parcels" view={{ ...view, pending }} rows={rows} rowId={parcelId} more={{ next: null }}>
      {children}
    </DataTable>
  );
}

function Full() {
  const view = useTableView(parcelColumns, { defaultSort: "-sent" });
  return (
    <>
      <div className="flex justify-end p-2">
        <ColumnMenu view={view} />
      </div>
      <DataTable
        label="Parcels"
        view={view}
        rows={fiveHundred}
        rowId={parcelId}
        actions={(selected) => <Button>Send {selected.length} again</Button>}
        more={{ next: view.moreHref("cursor"), total: 10_001, onMore: () => undefined }}
      />
    </>
  );
}

function Live() {
  const view = useTableView(parcelColumns, { defaultSort: "-sent" });
  const [rows, setRows] = useState(() => sampleParcels(60, 500));
  const live = useHeldRows(rows, parcelId, view.listKey);
  const arrive = () => setRows((before) => [...sampleParcels(3, Number(before[0]?.id.slice(-4)) - 3), ...before]);
  return (
    <>
      <div className="flex justify-end p-2">
        <Button onClick={arrive}>Three more arrive</Button>
      </div>
      <DataTable label="Parcels" view={view} rows={live.rows} rowId={parcelId} live={live} />
    </>
  );
}

export const stories: Story[] = [
  {
    group,
    name: "Full: 500 rows, selection, columns",
    render: () => (
      <Box>
        <Full />
      </Box>
    ),
  },
  {
    group,
    name: "Live: new rows wait",
    render: () => (
      <Box>
        <Live />
      </Box>
    ),
  },
  {
    group,
    name: "Forty rows",
    render: () => (
      <Box>
        <Plain />
      </Box>
    ),
  },
  {
    group,
    name: "Narrow: cards",
    render: () => (
      <Box narrow>
        <Full />
      </Box>
    ),
  },
  {
    group,
    name: "Pending",
    render: () => (
      <Box>
        <Plain pending />
      </Box>
    ),
  },
  {
    group,
    name: "Empty",
    render: () => (
      <Box>
        <Plain rows={none}>
          <EmptyState
            icon={Package}
            title="No parcels yet"
            action={<LinkButton to="?">Read how to send one</LinkButton>}
            command="curl -X POST http://localhost:4300/parcels -d '{}'"
          >
            Nothing was sent since this list began. The first parcel shows up here within a second.
          </EmptyState>
        </Plain>
      </Box>
    ),
  },
  {
    group,
    name: "No match",
    render: () => (
      <Box>
        <Plain rows={none}>
          <NoMatch what="parcels" clearHref="?" />
        </Plain>
      </Box>
    ),
  },
  {
    group,
    name: "Error",
    render: () => (
      <Box>
        <Plain rows={none}>
          <ErrorState
            title="The parcels could not be read"
            next="Try again; if it stays, the request id finds the line in the log."
            requestId="req_0193f2"
            action={<LinkButton to="?">Try again</LinkButton>}
          >
            The database did not answer within 5 s.
          </ErrorState>
        </Plain>
      </Box>
    ),
  },
  {
    group,
    name: "Skeleton",
    render: () => (
      <Box>
        <TableSkeleton />
      </Box>
    ),
  },
];
