import { useSearchParams } from "@remix-run/react";
import { useMemo, useState } from "react";
import { toCurl, toMarkdownTable } from "~/lib/copy-formats";
import { readQuery, valuesOf } from "~/lib/query-facets";
import type { QueryKey } from "~/lib/query-suggest";
import { Button } from "../button";
import { ClockProvider } from "../clock";
import { CopyMenu } from "./copy-menu";
import { ColumnMenu } from "../data-table/column-menu";
import { DataTable } from "../data-table/data-table";
import { NoMatch } from "../data-table/no-match";
import { type Parcel, parcelColumns, parcelId, sampleParcels } from "../data-table/sample-parcels";
import { useTableView } from "../data-table/use-table-view";
import { type Facet, FacetList } from "./facet-list";
import { ListPage } from "./list-page";
import { Peek } from "./peek";
import { QueryBar } from "./query-bar";
import { SavedViews } from "./saved-views";
import type { Story } from "../story";
import { TimeRangePicker } from "./time-range-picker";

const parcels = sampleParcels(300);
const pageSize = 60;
const names = ["carrier", "state", "grams"];

function count(pick: (parcel: Parcel) => string) {
  const counts = new Map<string, number>();
  for (const parcel of parcels) counts.set(pick(parcel), (counts.get(pick(parcel)) ?? 0) + 1);
  return [...counts].map(([value, found]) => ({ value, count: found })).sort((a, b) => b.count - a.count);
}

const facets: Facet[] = [
  { key: "carrier", label: "Carrier", values: count((parcel) => parcel.carrier) },
  { key: "state", label: "State", values: count((parcel) => parcel.state) },
];

const keys: QueryKey[] = [
  ...facets.map(({ key, label, values }) => ({ key, label, values: values.map((each) => ({ value: each.value })) })),
  { key: "grams", label: "Weight", example: "grams>500" },
];

const views = [
  { id: "lost", name: "Lost ones", shared: false, mayChange: true, search: "state=lost" },
  { id: "heavy", name: "Heavy, by carrier", shared: true, mayChange: false, search: "grams=%3E3000&sort=carrier" },
];

/** Filters and sorts here what a loader would ask the database for. */
function WholePage() {
  const [params] = useSearchParams();
  const view = useTableView(parcelColumns, { defaultSort: "-sent" });
  const [pages, setPages] = useState(1);
  const matching = useMemo(() => {
    const query = readQuery(params, names);
    const fits = (key: string, value: string) => {
      const chosen = valuesOf(query, key);
      return (chosen.length === 0 || chosen.includes(value)) && !valuesOf(query, key, "not").includes(value);
    };
    const over = Number(valuesOf(query, "grams", ">")[0] ?? -1);
    const found = parcels.filter(
      (parcel) =>
        fits("carrier", parcel.carrier) &&
        fits("state", parcel.state) &&
        parcel.grams > over &&
        query.words.every(({ text, negated }) => parcel.note.toLowerCase().includes(text.toLowerCase()) !== negated),
    );
    const { sort } = view.look;
    const of = (parcel: Parcel) =>
      sort?.id === "grams" ? parcel.grams : sort?.id === "carrier" ? parcel.carrier : parcel.sentAt;
    const sign = sort?.descending ? -1 : 1;
    return found.sort((a, b) => (of(a) < of(b) ? -sign : of(a) > of(b) ? sign : 0));
  }, [params, view.look]);
  const shown = matching.slice(0, pages * pageSize);
  const open = parcels.find((parcel) => parcel.id === view.openId);
  return (
    <ListPage
      facets={<FacetList facets={facets} keys={names} />}
      toolbar={
        <>
          <QueryBar keys={keys} />
          <TimeRangePicker />
          <SavedViews list="parcels" views={views} action="/views" />
          <ColumnMenu view={view} />
        </>
      }
      peek={open && <ParcelPeek parcel={open} closeHref={view.peekHref(null)} />}
    >
      <DataTable
        label="Parcels"
        view={view}
        rows={shown}
        rowId={parcelId}
        actions={(selected) => <Button>Send {selected.length} again</Button>}
        more={{
          next: shown.length < matching.length ? view.moreHref(String(pages)) : null,
          onMore: () => setPages(pages + 1),
          total: matching.length,
        }}
      >
        <NoMatch what="parcels" clearHref="?" />
      </DataTable>
    </ListPage>
  );
}

function ParcelPeek({ parcel, closeHref }: { parcel: Parcel; closeHref: string }) {
  return (
    <Peek
      title={parcel.id}
      closeHref={closeHref}
      fullHref={closeHref}
      actions={
        <CopyMenu
          items={[
            { label: "Number", text: () => parcel.id },
            { label: "Link", text: () => location.href },
            { label: "JSON", text: () => JSON.stringify(parcel, null, 2) },
            { label: "As cURL", text: () => toCurl({ url: `${location.origin}/parcels/${parcel.id}` }) },
            { label: "As Markdown", text: () => toMarkdownTable([parcel]) },
          ]}
        />
      }
    >
      <dl className="grid grid-cols-[88px_1fr] gap-y-1">
        {Object.entries(parcel).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value ?? "unknown"}</dd>
          </div>
        ))}
      </dl>
    </Peek>
  );
}

const clock = { now: Date.UTC(2026, 10, 20, 14, 33), timeZone: "Europe/Oslo" };

export const stories: Story[] = [
  {
    group: "List page",
    name: "Whole",
    render: () => (
      <ClockProvider {...clock}>
        <div className="-m-4 h-[max(100dvh,560px)]">
          <WholePage />
        </div>
      </ClockProvider>
    ),
  },
];
