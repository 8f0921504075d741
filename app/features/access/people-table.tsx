import { Badge } from "~/ui/badge";
import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";
import type { SortKeys } from "~/lib/sort-rows";
import type { Person } from "./person-list.server";
import { ROLE_WORDS } from "./roles";

export const PEOPLE_SORT = "name";
export const PEOPLE_SORT_KEYS: SortKeys<Person> = {
  name: (person) => person.name,
  email: (person) => person.email,
  role: (person) => person.role,
  seen: (person) => person.lastSignInAt,
  created: (person) => person.createdAt,
  sessions: (person) => person.sessionCount,
};

export const PEOPLE_COLUMNS = defineColumns<Person>([
  {
    id: "name",
    header: "Name",
    width: 180,
    grow: true,
    sort: "asc",
    fixed: true,
    cell: (person) => <span className="font-medium">{person.name}</span>,
  },
  {
    id: "email",
    header: "E-mail",
    width: 220,
    sort: "asc",
    cell: (person) => person.email ?? <span className="text-faint">not set</span>,
  },
  {
    id: "role",
    header: "Role",
    width: 96,
    sort: "asc",
    cell: (person) => <Badge tone={person.role === "admin" ? "brass" : "plain"}>{ROLE_WORDS[person.role].label}</Badge>,
  },
  {
    id: "state",
    header: "State",
    width: 140,
    cell: (person) =>
      person.isDisabled ? (
        <Status kind="off">Disabled</Status>
      ) : person.hasPassword ? (
        <Status kind="ok">May sign in</Status>
      ) : (
        <Status kind="warning">No password</Status>
      ),
  },
  {
    id: "codes",
    header: "Codes",
    width: 72,
    cell: (person) => (person.hasTotp ? <Status kind="ok">On</Status> : <Status kind="off">Off</Status>),
  },
  {
    id: "sessions",
    header: "Sessions",
    width: 88,
    align: "end",
    sort: "desc",
    cell: (person) => person.sessionCount,
  },
  {
    id: "seen",
    header: "Last sign-in",
    width: 112,
    sort: "desc",
    cell: (person) => <RelativeTime at={person.lastSignInAt} />,
  },
  {
    id: "created",
    header: "Here since",
    width: 112,
    sort: "desc",
    hidden: true,
    cell: (person) => <RelativeTime at={person.createdAt} />,
  },
]);
