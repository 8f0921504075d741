import { Badge } from "~/ui/badge";
import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import { Status, type StatusKind } from "~/ui/status";
import type { SortKeys } from "~/lib/sort-rows";
import type { KeyRow, KeyState } from "./api-key-list.server";

export const KEYS_SORT = "state";
const ORDER: KeyState[] = ["active", "expired", "revoked"];
export const KEYS_SORT_KEYS: SortKeys<KeyRow> = {
  name: (key) => key.name,
  state: (key) => ORDER.indexOf(key.state),
  expires: (key) => key.expiresAt,
  used: (key) => key.lastUsedAt,
  created: (key) => key.createdAt,
};

const STATES: Record<KeyState, { kind: StatusKind; label: string }> = {
  active: { kind: "ok", label: "Works" },
  expired: { kind: "off", label: "Expired" },
  revoked: { kind: "error", label: "Revoked" },
};

export function ApiKeyState({ state }: { state: KeyState }) {
  return <Status kind={STATES[state].kind}>{STATES[state].label}</Status>;
}

export const KEY_COLUMNS = defineColumns<KeyRow>([
  {
    id: "name",
    header: "Name",
    width: 160,
    grow: true,
    sort: "asc",
    fixed: true,
    cell: (key) => <span className="font-medium">{key.name}</span>,
  },
  {
    id: "key",
    header: "Key",
    width: 140,
    cell: (key) => <span className="font-mono text-small text-muted">{key.shown}</span>,
  },
  { id: "state", header: "State", width: 96, sort: "asc", cell: (key) => <ApiKeyState state={key.state} /> },
  {
    id: "scopes",
    header: "Scopes",
    width: 240,
    cell: (key) => (
      <span className="inline-flex gap-1">
        {key.scopes.slice(0, 2).map((scope) => (
          <Badge key={scope}>{scope}</Badge>
        ))}
        {key.scopes.length > 2 && <Badge>+{key.scopes.length - 2}</Badge>}
      </span>
    ),
  },
  { id: "bots", header: "Bots", width: 120, cell: (key) => (key.bots.includes("*") ? "every" : key.bots.join(", ")) },
  { id: "source", header: "Source", width: 120, hidden: true, cell: (key) => key.source },
  {
    id: "used",
    header: "Last used",
    width: 104,
    sort: "desc",
    cell: (key) => <RelativeTime at={key.lastUsedAt} />,
  },
  {
    id: "expires",
    header: "Expires",
    width: 112,
    sort: "asc",
    cell: (key) => <RelativeTime at={key.expiresAt} fallback="never" />,
  },
  {
    id: "created",
    header: "Created",
    width: 112,
    sort: "desc",
    hidden: true,
    cell: (key) => <RelativeTime at={key.createdAt} />,
  },
]);
