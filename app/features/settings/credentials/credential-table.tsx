import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import type { SortKeys } from "~/lib/sort-rows";
import { CREDENTIAL_KIND_WORDS } from "./credential-kind";
import type { Credential } from "./credential-list.server";

export const CREDENTIAL_SORT = "name";
export const CREDENTIAL_SORT_KEYS: SortKeys<Credential> = {
  name: (row) => row.name,
  kind: (row) => CREDENTIAL_KIND_WORDS[row.kind],
  uses: (row) => row.uses.length,
  replaced: (row) => row.replacedAt ?? row.createdAt,
};

export const CREDENTIAL_COLUMNS = defineColumns<Credential>([
  {
    id: "name",
    header: "Name",
    width: 200,
    sort: "asc",
    fixed: true,
    cell: (row) => <span className="font-medium">{row.name}</span>,
  },
  {
    id: "description",
    header: "What for",
    width: 260,
    grow: true,
    cell: (row) => row.description || <span className="text-faint">not said</span>,
  },
  { id: "kind", header: "Kind", width: 110, sort: "asc", cell: (row) => CREDENTIAL_KIND_WORDS[row.kind] },
  {
    id: "ends",
    header: "Ends in",
    width: 84,
    cell: (row) =>
      row.lastFour ? (
        <code className="text-[12px]">…{row.lastFour}</code>
      ) : (
        <span className="text-faint">too short</span>
      ),
  },
  {
    id: "uses",
    header: "Used by",
    width: 84,
    align: "end",
    sort: "desc",
    cell: (row) => (row.uses.length > 0 ? row.uses.length : <span className="text-faint">nothing</span>),
  },
  {
    id: "replaced",
    header: "Value since",
    width: 112,
    sort: "desc",
    cell: (row) => <RelativeTime at={row.replacedAt ?? row.createdAt} />,
  },
]);
