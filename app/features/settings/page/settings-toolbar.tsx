import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { Search } from "lucide-react";
import { Button } from "~/ui/button";
import { inputClass } from "~/ui/form/input-class";
import { ONLY_SET_PARAM, OPEN_PARAM, SCOPE_PARAM, SEARCH_PARAM } from "./settings-filters";
import type { SettingBot } from "~/data/runtime/runtime-settings.server";
import type { SettingsPage } from "./settings-page.server";

type Props = { page: SettingsPage; choices: readonly SettingBot[] | null };

/** Whose settings, and which of them. The address says it all. */
export function SettingsToolbar({ page, choices }: Props) {
  const [params] = useSearchParams();
  const submit = useSubmit();
  const isOnlySet = params.get(ONLY_SET_PARAM) === "set";
  return (
    <Form
      role="search"
      className="flex flex-wrap items-center gap-2"
      onChange={(event) => {
        // Typing waits for Enter; a choice acts at once.
        if (event.target instanceof HTMLSelectElement) submit(event.currentTarget, { preventScrollReset: true });
      }}
    >
      {choices && (
        <label className="flex items-center gap-2 text-small text-muted">
          <span>Settings of</span>
          <select name={SCOPE_PARAM} defaultValue={page.scope} key={page.scope} className={`${inputClass} !w-56`}>
            <option value="global">every bot</option>
            {choices.map(({ slug, name, count }) => (
              <option key={slug} value={`bot:${slug}`}>
                {count > 0 ? `${name} (${count} set)` : name}
              </option>
            ))}
          </select>
        </label>
      )}
      <span className="relative min-w-40 flex-1 max-w-90">
        <Search
          size={14}
          strokeWidth={1.8}
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-2 my-auto text-faint"
        />
        <input
          type="search"
          name={SEARCH_PARAM}
          aria-label="Search settings"
          placeholder="Search settings"
          data-search
          defaultValue={params.get(SEARCH_PARAM) ?? ""}
          key={params.get(SEARCH_PARAM) ?? ""}
          className={`${inputClass} pl-7`}
        />
      </span>
      {isOnlySet && <input type="hidden" name={ONLY_SET_PARAM} value="set" />}
      <noscript>
        <Button type="submit">Show</Button>
      </noscript>
      <Link
        to={onlySetHref(params, !isOnlySet)}
        aria-current={isOnlySet ? "true" : undefined}
        preventScrollReset
        className={`rounded-control border px-2 py-0.5 ${isOnlySet ? "border-brass/60 text-brass" : "border-line text-muted hover:text-text"}`}
      >
        Only what is set
      </Link>
      <span className="ml-auto text-small text-faint tabular-nums" role="status">
        {page.shown === page.total ? `${page.total} settings` : `${page.shown} of ${page.total}`}
      </span>
    </Form>
  );
}

function onlySetHref(params: URLSearchParams, only: boolean): string {
  const next = new URLSearchParams(params);
  next.delete(OPEN_PARAM);
  if (only) next.set(ONLY_SET_PARAM, "set");
  else next.delete(ONLY_SET_PARAM);
  const search = next.toString();
  return search ? `?${search}` : "?";
}
