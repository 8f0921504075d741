import { expect, test } from "vitest";
import { renderAt } from "../../../test/setup/render-at";
import { EmptyState } from "../page/empty-state";
import { DataTable } from "./data-table";
import { parcelColumns, parcelId, sampleParcels } from "./sample-parcels";
import { useTableView } from "./use-table-view";

function Parcels({ count, more = false }: { count: number; more?: boolean }) {
  const view = useTableView(parcelColumns, { defaultSort: "-sent" });
  return (
    <DataTable
      label="Parcels"
      view={view}
      rows={sampleParcels(count)}
      rowId={parcelId}
      actions={() => null}
      more={{ next: more ? view.moreHref("abc") : null, total: more ? 10_001 : count }}
    >
      <EmptyState title="No parcels yet">Nothing was sent.</EmptyState>
    </DataTable>
  );
}

const matches = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)];

test("the server draws every row, however many", () => {
  expect(matches(renderAt("/p", <Parcels count={500} />), /data-row="/g)).toHaveLength(500);
});

test("each row is a link to itself open beside the list, and keeps the address", () => {
  const markup = renderAt("/p?state=lost&peek=parcel-0001", <Parcels count={3} />);
  expect(markup).toContain('href="/p?state=lost&amp;peek=parcel-0002"');
  expect(matches(markup, /data-open="true"/g)).toHaveLength(1);
});

test("heads are links that sort, and say how it is sorted", () => {
  const markup = renderAt("/p?after=x&sort=carrier", <Parcels count={3} />);
  expect(markup).toMatch(/aria-sort="ascending"[^>]*><a[^>]*href="\/p\?sort=-carrier"/);
  expect(markup).toMatch(/aria-sort="none"[^>]*><a[^>]*href="\/p"[^>]*><span[^>]*>Sent/);
});

test("the address decides which columns stand, in which order and width", () => {
  const markup = renderAt("/p?cols=id,sent&w=id:222", <Parcels count={1} />);
  expect(matches(markup, /data-label="([^"]+)"/g).map(([, label]) => label)).toEqual(["Number", "Sent"]);
  expect(markup).toContain("--cols:32px 222px 84px");
});

test("it is a grid to assistive technology, and nothing in it needs script to be reached", () => {
  const markup = renderAt("/p", <Parcels count={2} />);
  expect(markup).toMatch(/<table role="grid" aria-label="Parcels" aria-rowcount="3" aria-multiselectable="true"/);
  expect(matches(markup, /role="row"/g)).toHaveLength(3);
  expect(matches(markup, /role="gridcell"/g)).toHaveLength(14);
  expect(markup).not.toMatch(/<a[^>]*tabindex="-1"/);
});

test("more rows are a link, and a count beyond the cap says so", () => {
  const markup = renderAt("/p?sort=carrier", <Parcels count={50} more />);
  expect(markup).toContain('href="/p?sort=carrier&amp;after=abc"');
  expect(markup).toContain("50 of 10,000+ rows");
  expect(renderAt("/p", <Parcels count={50} />)).toContain("50 rows, all shown");
});

test("without rows it says why", () => {
  const markup = renderAt("/p", <Parcels count={0} />);
  expect(markup).toContain("No parcels yet");
  expect(markup).not.toContain("0 rows");
});
