import type { Searched } from "./turn-query.server";

/** How far back the words were looked for. */
export function SearchNote({ searched }: { searched: Searched | null }) {
  if (!searched) return null;
  const days = searched.days === 1 ? "the last day" : `the last ${searched.days} days`;
  return (
    <p role="status" className="px-3.5 pb-2 text-small text-muted">
      Searched prompts and responses of {days}.{searched.isNarrowed && " Older texts are no longer kept."} A turn that
      still runs is found once it has ended.
    </p>
  );
}
