import { SearchX } from "lucide-react";
import { EmptyState } from "../page/empty-state";
import { LinkButton } from "../link-button";

/** There are rows, but none that the filters let through. */
export function NoMatch({ what, clearHref }: { what: string; clearHref: string }) {
  return (
    <EmptyState
      icon={SearchX}
      title={`No ${what} match`}
      action={
        <LinkButton to={clearHref} preventScrollReset>
          Clear the filters
        </LinkButton>
      }
    >
      Nothing here fits every filter at once. Take one away, or widen the time range.
    </EmptyState>
  );
}
