import { GitBranch, Hourglass, Pin, ShieldCheck } from "lucide-react";
import type { LibraryRow } from "~/data/runtime/prompt-library";
import { formatCount, formatNumber } from "~/lib/numbers";
import type { Icon } from "~/ui/icon";
import { Badge } from "~/ui/badge";
import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import { ScopeName } from "../scope-name";
import { TURNS_CAP, type ListedPrompt } from "./listed-prompt";

const STANDINGS: Record<LibraryRow["standing"], string> = {
  own: "own",
  override: "override",
  shipped: "as shipped",
};

export function Standing({ standing }: { standing: LibraryRow["standing"] }) {
  if (standing === "override") return <Badge tone="brass">override</Badge>;
  return <span className="text-muted">{STANDINGS[standing]}</span>;
}

/** Which version is active, and which there is beyond it. */
export function ActiveVersion({ prompt }: { prompt: Pick<LibraryRow, "active_version" | "newest_version"> }) {
  const { active_version: active, newest_version: newest } = prompt;
  if (active === 0) return <span className="text-faint">–</span>;
  return (
    <span className="inline-flex items-center gap-1.5 tabular-nums">
      v{active}
      {active < newest && (
        <span className="text-small text-warn" title={`Version ${newest} is newer and not active`}>
          of {newest}
        </span>
      )}
    </span>
  );
}

function Mark({ icon: IconMark, word, tone = "text-muted" }: { icon: Icon; word: string; tone?: string }) {
  return (
    <span title={word} className={`inline-flex items-center ${tone}`}>
      <IconMark size={13} strokeWidth={1.9} aria-hidden="true" />
      <span className="sr-only">{word}</span>
    </span>
  );
}

export function StateMarks({ prompt }: { prompt: Pick<LibraryRow, "states" | "pinned_version"> }) {
  const has = (state: LibraryRow["states"][number]) => prompt.states.includes(state);
  if (prompt.states.length === 0) return <span className="text-faint">–</span>;
  return (
    <span className="inline-flex items-center gap-2">
      {has("pinned") && <Mark icon={Pin} word={`Pinned to version ${prompt.pinned_version}`} tone="text-brass" />}
      {has("protected") && <Mark icon={ShieldCheck} word="Protected: moving the pin takes a second person" />}
      {has("waiting") && <Mark icon={Hourglass} word="A move of the pin waits for a second person" tone="text-warn" />}
      {has("behind") && !has("pinned") && <Mark icon={GitBranch} word="A newer version is not active" />}
    </span>
  );
}

export const libraryColumns = defineColumns<ListedPrompt>([
  {
    id: "key",
    header: "Key",
    width: 210,
    fixed: true,
    sort: "asc",
    cell: (row) => <span className="truncate font-mono text-[12px]">{row.key}</span>,
  },
  {
    id: "title",
    header: "Title",
    width: 180,
    grow: true,
    sort: "asc",
    cell: (row) => row.title || <span className="text-faint">no title</span>,
  },
  { id: "scope", header: "For", width: 116, cell: (row) => <ScopeName scope={row.scope} /> },
  { id: "standing", header: "Standing", width: 88, spare: true, cell: (row) => <Standing standing={row.standing} /> },
  { id: "newest", header: "Active", width: 76, sort: "desc", cell: (row) => <ActiveVersion prompt={row} /> },
  { id: "state", header: "Pin", width: 56, cell: (row) => <StateMarks prompt={row} /> },
  {
    id: "tokens",
    header: "Tokens",
    width: 72,
    align: "end",
    sort: "desc",
    cell: (row) => formatNumber(row.tokens),
  },
  {
    id: "turns",
    header: "Turns, 24 h",
    width: 92,
    align: "end",
    cell: (row) => (row.turns === null ? <span className="text-faint">–</span> : formatCount(row.turns, TURNS_CAP)),
  },
  {
    id: "changed",
    header: "Changed",
    width: 100,
    sort: "desc",
    cell: (row) => <RelativeTime at={row.updated_at} fallback="–" />,
  },
  {
    id: "by",
    header: "By",
    width: 120,
    hidden: true,
    cell: (row) => row.updated_by ?? <span className="text-faint">–</span>,
  },
  {
    id: "category",
    header: "Category",
    width: 120,
    sort: "asc",
    hidden: true,
    cell: (row) => row.category || <span className="text-faint">–</span>,
  },
  {
    id: "folder",
    header: "Folder",
    width: 140,
    hidden: true,
    cell: (row) => row.folder || <span className="text-faint">–</span>,
  },
]);
