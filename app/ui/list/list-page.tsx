import { ListFilter } from "lucide-react";
import { useId, useRef, type ReactNode } from "react";
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
 * In a narrow window the facets wait behind a button, also without script, and an open panel covers the list.
 */
export function ListPage({ facets, toolbar, strip, children, peek }: Props) {
  const id = `f${useId().replace(/[^a-zA-Z0-9]/g, "")}`;
  const page = useRef<HTMLDivElement>(null);
  useShortcut(facets ? "f" : null, "Filters", () => focusFacets(page.current));
  return (
    <div ref={page} className="relative flex h-full min-h-0 min-w-0 max-md:flex-col">
      {facets && (
        <>
          <button
            type="button"
            {...{ popovertarget: id }}
            className="facet-button flex h-9 shrink-0 items-center gap-2 border-b border-line-soft px-3 text-muted md:hidden"
          >
            <ListFilter size={14} strokeWidth={1.8} aria-hidden="true" />
            Filters
          </button>
          <div id={id} {...{ popover: "auto" }} className="facet-panel">
            {facets}
          </div>
        </>
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

/** In a narrow window the panel is opened first. */
function focusFacets(page: HTMLElement | null) {
  const panel = page?.querySelector<HTMLElement>(".facet-panel");
  if (panel?.checkVisibility() === false) panel.showPopover();
  panel?.querySelector<HTMLElement>("nav a")?.focus();
}
