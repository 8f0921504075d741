import { ListFilter } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { useShortcut } from "../shortcuts";

type Props = {
  /** FacetList. */
  facets?: ReactNode;
  /** QueryBar, SavedViews, ColumnMenu. */
  toolbar?: ReactNode;
  /** What stands between toolbar and rows: a strip of dots, a note. */
  strip?: ReactNode;
  /** DataTable. */
  children: ReactNode;
  /** Peek, when one is open. */
  peek?: ReactNode;
};

/**
 * Facets, list and panel side by side, each scrolling by itself under a head that stays. It fills the height it is given.
 * In a narrow window the facets fold away, and an open panel covers the list.
 */
export function ListPage({ facets, toolbar, strip, children, peek }: Props) {
  const page = useRef<HTMLDivElement>(null);
  useShortcut(facets ? "f" : null, "Filters", () => focusFacets(page.current));
  return (
    <div ref={page} className="relative flex h-full min-h-0 min-w-0 max-md:flex-col">
      {facets && (
        <details
          open
          data-facets=""
          className="group/facets w-48 shrink-0 overflow-y-auto border-r border-line-soft md:open:px-2.5 md:open:py-3.5 max-md:hidden"
        >
          <summary className="sr-only">Filters</summary>
          {facets}
        </details>
      )}
      {facets && (
        <details data-facets="" className="shrink-0 border-b border-line-soft md:hidden">
          <summary className="flex h-9 cursor-pointer list-none items-center gap-2 px-3 text-muted">
            <ListFilter size={14} strokeWidth={1.8} aria-hidden="true" />
            Filters
          </summary>
          <div className="max-h-[60dvh] overflow-y-auto px-2 pb-3">{facets}</div>
        </details>
      )}
      <section className={`flex min-h-0 min-w-0 flex-1 flex-col ${peek ? "max-sm:invisible" : ""}`}>
        {toolbar && <div className="flex shrink-0 items-center gap-2 px-3.5 py-2.5 max-sm:flex-wrap">{toolbar}</div>}
        {strip}
        {children}
      </section>
      {peek}
    </div>
  );
}

/** The facets stand there twice, for wide windows and for narrow ones; one of them is seen, and may be folded. */
function focusFacets(page: HTMLElement | null) {
  const stops = page?.querySelectorAll<HTMLElement>("[data-facets] :is(nav a, summary)") ?? [];
  const seen = [...stops].filter((stop) => stop.checkVisibility());
  (seen.find((stop) => stop.tagName === "A") ?? seen[0])?.focus();
}
