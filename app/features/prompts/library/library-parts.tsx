import { FileText } from "lucide-react";
import type { LibraryFacet } from "~/data/runtime/prompt-library";
import { formatNumber } from "~/lib/numbers";
import { NoMatch } from "~/ui/data-table/no-match";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { LinkButton } from "~/ui/link-button";
import { FacetList } from "~/ui/list/list-controls";
import type { Facet } from "~/ui/list/facet-list";
import { EmptyState } from "~/ui/page/empty-state";
import { BotName } from "~/ui/bot-mark";
import { LIBRARY_KEYS } from "./library-filters";
import type { LibraryCounts } from "./library-facets";

const LABELS: Record<LibraryFacet, string> = {
  category: "Category",
  folder: "Folder",
  scope: "For",
  bot: "Bot",
  standing: "Standing",
  state: "Pin",
};
const WORDS: Partial<Record<LibraryFacet, Record<string, string>>> = {
  scope: { global: "Everybody", bot: "One bot", default: "As shipped" },
  standing: { own: "Own", override: "Override", shipped: "As shipped" },
  state: { pinned: "Pinned", protected: "Protected", waiting: "Waiting", behind: "Behind the newest" },
};

/** Folders are shown as a tree: each by its own name, as deep as it lies. */
function folderLabel(folder: string) {
  const parts = folder.split("/");
  return <span style={{ paddingLeft: (parts.length - 1) * 12 }}>{parts.at(-1) || "(none)"}</span>;
}

export function libraryFacets(counts: LibraryCounts): Facet[] {
  return (Object.keys(LABELS) as LibraryFacet[])
    .filter((key) => counts[key].some(({ value }) => value !== ""))
    .map((key) => ({
      key,
      label: LABELS[key],
      values: counts[key].map(({ value, count }) => ({
        ...{ value, count },
        ...(key === "bot" && { label: <BotName slug={value} /> }),
        ...(key === "folder" && { label: folderLabel(value) }),
        ...(WORDS[key]?.[value] && { label: WORDS[key][value] }),
      })),
    }));
}

/** What the query bar offers: every key, also those that nothing is counted for. */
export function queryKeys(counts: LibraryCounts) {
  return (Object.keys(LABELS) as LibraryFacet[]).map((key) => ({ key, label: LABELS[key], values: counts[key] }));
}

export function LibraryFacets({ facets }: { facets: readonly Facet[] }) {
  return <FacetList keys={LIBRARY_KEYS} facets={facets} />;
}

/** What came along and was never taken into the library. */
export function SeedStrip({ missing, result }: { missing: number; result: unknown }) {
  if (missing === 0) return null;
  return (
    <Form
      result={result}
      className="mx-3.5 mb-2.5 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control border border-line-soft bg-raised px-3 py-1.5"
    >
      <p className="min-w-0 flex-1 basis-72 text-muted">
        {missing === 1 ? "One prompt is" : `${formatNumber(missing)} prompts are`} used as shipped. Taken into the
        library, each can be changed, pinned and measured.
      </p>
      <SubmitButton intent="seed" tone="secondary" size="small">
        Seed missing defaults
      </SubmitButton>
    </Form>
  );
}

export function LibraryEmpty({ isNarrowed, mayWrite }: { isNarrowed: boolean; mayWrite: boolean }) {
  if (isNarrowed) return <NoMatch what="prompts" clearHref="/prompts" />;
  return (
    <EmptyState
      icon={FileText}
      title="No prompts yet"
      action={
        mayWrite && (
          <LinkButton to="/prompts/new" tone="primary">
            New prompt
          </LinkButton>
        )
      }
      command={`curl -X PUT http://127.0.0.1:3000/api/v1/prompts/greeting -H "Authorization: Bearer $WHEELHOUSE_KEY" -H "Content-Type: application/json" -d '{"body":"You are {{name}}."}'`}
    >
      What bots are told stands here, with every version of it. Runtimes ask for a prompt by its key.
    </EmptyState>
  );
}
