import { formatMoney, formatMoneyExactly } from "~/lib/money";
import { formatNumber } from "~/lib/numbers";
import { defineColumns } from "./columns";

/** Invented rows for the gallery: nothing that the product knows. */
export type Parcel = {
  id: string;
  sentAt: string;
  carrier: string;
  state: "delivered" | "moving" | "lost";
  grams: number;
  price: string | null;
  note: string;
};

const carriers = ["heron", "kestrel", "plover", "swift", "wren"];
const notes = [
  "Leave it with the neighbour on the left",
  "Fragile: two glass lamps and a very long note about how to carry them",
  "今晩までに届けてください",
  "Signature needed",
  "سلّم الطرد باليد",
];

export function sampleParcels(count: number, from = 0): Parcel[] {
  return Array.from({ length: count }, (_, at) => {
    const n = from + at;
    const dice = (n * 48_271 + 11) % 97;
    return {
      id: `parcel-${String(n).padStart(4, "0")}`,
      sentAt: new Date(Date.UTC(2026, 10, 20, 14, 32) - n * 41_000).toISOString(),
      carrier: carriers[dice % carriers.length] ?? "heron",
      state: dice < 8 ? "lost" : dice < 20 ? "moving" : "delivered",
      grams: 120 + dice * 37,
      price: dice % 7 === 0 ? null : `0.0${dice}73`,
      note: notes[n % notes.length] ?? "",
    };
  });
}

const stateTone = { delivered: "text-ok", moving: "text-run", lost: "text-err" } as const;

export const parcelColumns = defineColumns<Parcel>([
  { id: "sent", header: "Sent", width: 84, sort: "desc", fixed: true, cell: (row) => row.sentAt.slice(11, 19) },
  { id: "carrier", header: "Carrier", width: 96, sort: "asc", cell: (row) => row.carrier },
  {
    id: "state",
    header: "State",
    width: 96,
    cell: (row) => <span className={stateTone[row.state]}>{row.state}</span>,
  },
  {
    id: "grams",
    header: "Weight",
    width: 80,
    align: "end",
    sort: "desc",
    cell: (row) => `${formatNumber(row.grams)} g`,
  },
  {
    id: "price",
    header: "Price",
    width: 88,
    align: "end",
    cell: (row) => (
      <span title={formatMoneyExactly(row.price)} className={row.price === null ? "text-faint" : "text-muted"}>
        {formatMoney(row.price)}
      </span>
    ),
  },
  { id: "note", header: "Note", width: 180, grow: true, cell: (row) => row.note },
  {
    id: "id",
    header: "Number",
    width: 120,
    hidden: true,
    cell: (row) => <span className="font-mono text-[12px] text-muted">{row.id}</span>,
  },
]);

export function parcelId(parcel: Parcel): string {
  return parcel.id;
}
