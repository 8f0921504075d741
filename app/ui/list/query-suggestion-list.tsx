import type { QuerySuggestion } from "~/lib/query-suggest";

type Props = {
  id: string;
  items: readonly QuerySuggestion[];
  picked: number;
  onTake: (item: QuerySuggestion) => void;
};

/** The list stands in the page also while it is empty: the field names it. */
export function QuerySuggestionList({ id, items, picked, onTake }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      hidden={items.length === 0}
      className="absolute top-full left-0 z-30 mt-1 max-h-72 w-80 max-w-full overflow-auto rounded-card border border-line bg-raised p-1 shadow-pop"
    >
      {items.map((item, at) => (
        <div
          key={item.insert}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === picked}
          // Before the field loses the focus, or the list would be gone at the click.
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(item);
          }}
          className="flex h-6 cursor-pointer items-center gap-3 rounded-xs px-2 hover:bg-sunken aria-selected:bg-sunken"
        >
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.note && <span className="font-sans text-label text-faint tabular-nums">{item.note}</span>}
        </div>
      ))}
    </div>
  );
}
