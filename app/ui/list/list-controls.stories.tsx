import { ClockProvider } from "../clock";
import { CopyMenu } from "./copy-menu";
import { FacetList } from "./facet-list";
import { Peek } from "./peek";
import { QueryBar } from "./query-bar";
import { SavedViews } from "./saved-views";
import type { Story } from "../story";
import { TimeRangePicker } from "./time-range-picker";

const clock = { now: Date.UTC(2026, 10, 20, 14, 33), timeZone: "Europe/Oslo" };
const long = Array.from({ length: 40 }, (_, at) => ({ value: `harbour-${at}`, count: 41_200 - at * at * 25 }));
const keys = ["carrier", "harbour", "empty"];

export const stories: Story[] = [
  {
    group: "Facet list",
    name: "Long, short and none",
    render: () => (
      <div className="w-44">
        <FacetList
          keys={keys}
          facets={[
            {
              key: "carrier",
              label: "Carrier",
              values: [
                { value: "heron", count: 812 },
                { value: "a carrier with a long name", count: 64 },
                { value: "", count: null },
              ],
            },
            { key: "harbour", label: "Harbour", values: long },
            { key: "empty", label: "Colour", values: [] },
          ]}
        />
      </div>
    ),
  },
  {
    group: "Query bar",
    name: "Keys and values",
    render: () => (
      <div className="h-72">
        <QueryBar
          keys={[
            {
              key: "carrier",
              label: "Carrier",
              values: [
                { value: "heron", count: 812 },
                { value: "wren two", count: 4 },
              ],
            },
            { key: "harbour", label: "Harbour", values: long.slice(0, 12) },
            { key: "grams", label: "Weight", example: "grams>500" },
          ]}
        />
      </div>
    ),
  },
  {
    group: "Time range",
    name: "Picker",
    render: () => (
      <ClockProvider {...clock}>
        <div className="h-80">
          <TimeRangePicker />
        </div>
      </ClockProvider>
    ),
  },
  {
    group: "Saved views",
    name: "Own and shared",
    render: () => (
      <div className="h-96">
        <SavedViews
          list="parcels"
          action="/views"
          views={[
            { id: "mine", name: "Lost ones", shared: false, mayChange: true, search: "state=lost" },
            {
              id: "all",
              name: "Heavy, by carrier, with a long name",
              shared: true,
              mayChange: false,
              search: "sort=carrier",
            },
          ]}
        />
      </div>
    ),
  },
  {
    group: "Saved views",
    name: "None yet",
    render: () => <SavedViews list="parcels" action="/views" views={[]} />,
  },
  {
    group: "Copy menu",
    name: "Five ways",
    render: () => (
      <CopyMenu
        items={["Number", "Link", "JSON", "As cURL", "As Markdown"].map((label) => ({ label, text: () => label }))}
      />
    ),
  },
  {
    group: "Peek",
    name: "Open and pending",
    render: () => (
      <div className="relative flex h-80 justify-end gap-4">
        <Peek title="parcel-0041" closeHref="?" fullHref="?">
          What is known about one row.
        </Peek>
        <Peek title="parcel-0042" closeHref="?" pending>
          What was known about the row before.
        </Peek>
      </div>
    ),
  },
];
