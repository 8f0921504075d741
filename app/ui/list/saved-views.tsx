import { Bookmark } from "lucide-react";
import { Suspense, lazy, memo } from "react";
import { savedSearch, viewParam } from "~/lib/list-params";
import type { SavedView } from "~/lib/saved-view";
import { Button } from "../button";
import { Popover } from "../overlay/popover";
import { useInBrowser } from "../use-in-browser";
import { type ListAddress, useListAddress } from "./use-list-address";

const SavedViewForms = lazy(async () => ({ default: (await import("./saved-view-forms")).SavedViewForms }));

type Props = {
  /** Which list the views belong to; it is sent along. */
  list: string;
  views: readonly SavedView[];
  /** Where the forms go. */
  action: string;
  /** Whether the person may share views with everybody. */
  maySave?: boolean;
};

/** Personal and shared views, and a mark when what is shown differs from the one that was opened. */
export function SavedViews(props: Props) {
  return <ViewsAt {...props} address={useListAddress()} />;
}

type ViewsProps = Props & { address: ListAddress };

const ViewsAt = memo(function ViewsAt({ list, views, action, maySave = true, address }: ViewsProps) {
  const { pathname, params, follow } = address;
  // A boundary in the server's markup that is told of a change while it hydrates throws that markup away.
  const hydrated = useInBrowser();
  const current = views.find(({ id }) => id === params.get(viewParam)) ?? null;
  const shown = savedSearch(params.toString());
  const changed = current !== null && savedSearch(current.search) !== shown;
  const groups = [
    { label: "Yours", views: views.filter(({ shared }) => !shared) },
    { label: "Shared", views: views.filter(({ shared }) => shared) },
  ].filter((group) => group.views.length > 0);
  return (
    <Popover
      label="Saved views"
      side="below-end"
      className="w-72 p-1"
      eager={views.length > 0}
      trigger={
        <Button icon={Bookmark} className="max-w-48">
          <span className="truncate max-sm:sr-only">{current?.name ?? "Views"}</span>
          {changed && (
            <>
              <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-brass" />
              <span className="sr-only">(changed)</span>
            </>
          )}
        </Button>
      }
    >
      {(close) => (
        <div className="flex flex-col">
          {views.length === 0 && (
            <p className="px-2 py-1.5 text-small text-muted">
              A view keeps filters, time range, sort and columns under a name.
            </p>
          )}
          {groups.map((group) => (
            <section key={group.label} aria-label={group.label}>
              <h3 className="px-2 pt-2 pb-1 text-label font-medium text-faint">{group.label}</h3>
              <ul>
                {group.views.map((view) => (
                  <li key={view.id}>
                    <a
                      href={viewHref(pathname, view)}
                      onClick={(event) => {
                        close();
                        follow(event);
                      }}
                      aria-current={view.id === current?.id || undefined}
                      className="flex h-7 items-center rounded-xs px-2 hover:bg-sunken aria-[current]:bg-wash"
                    >
                      <span className="min-w-0 flex-1 truncate">{view.name}</span>
                      {view.id === current?.id && changed && <span className="text-label text-brass">changed</span>}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {maySave && hydrated && (
            <Suspense fallback={<div className="h-24" aria-busy="true" />}>
              <SavedViewForms {...{ list, action, current, changed, close }} search={shown} pathname={pathname} />
            </Suspense>
          )}
        </div>
      )}
    </Popover>
  );
});

function viewHref(pathname: string, view: SavedView): string {
  const params = new URLSearchParams(view.search);
  params.set(viewParam, view.id);
  return `${pathname}?${params.toString()}`;
}
