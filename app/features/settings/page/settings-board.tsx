import { Link, useSearchParams } from "@remix-run/react";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "~/ui/page/empty-state";
import { AddSetting } from "./add-setting";
import { SettingLine, type SettingsView } from "./setting-line";
import { SEARCH_PARAM } from "./settings-filters";
import { SettingsToolbar } from "./settings-toolbar";
import type { SettingBot } from "~/data/runtime/runtime-settings.server";
import type { SettingsPage } from "./settings-page.server";

type Props = {
  page: SettingsPage;
  view: SettingsView;
  /** The bots to switch between; null on a page of one bot. */
  choices: readonly SettingBot[] | null;
  /** What the console sets on pages of its own, under the group's lines. */
  console?: ReactNode;
};

const CARD = "divide-y divide-line-soft rounded-card border border-line-soft bg-raised";

/** Every setting of a scope, by group. */
export function SettingsBoard({ page, view, choices, console: pages }: Props) {
  const [params] = useSearchParams();
  const isNarrowed = params.has(SEARCH_PARAM) || params.has("only");
  const groups = page.groups.filter(({ name }) => name !== "Console");
  return (
    <div className="flex flex-col gap-4">
      <SettingsToolbar page={page} choices={choices} />
      <div className="grid grid-cols-[10rem_minmax(0,64rem)] gap-8 max-lg:grid-cols-1">
        <nav aria-label="Groups" className="sticky top-4 flex flex-col self-start max-lg:hidden">
          {groups.map(({ name, lines }) => (
            <a
              key={name}
              href={`#${groupId(name)}`}
              className="flex items-baseline justify-between rounded-control px-2 py-1 text-muted hover:bg-sunken hover:text-text"
            >
              {name}
              <span className="text-label text-faint tabular-nums">{lines.length}</span>
            </a>
          ))}
        </nav>
        <div className="flex min-w-0 flex-col gap-6">
          {groups.map(({ name, lines }) => (
            <section key={name} id={groupId(name)} className="flex scroll-mt-4 flex-col gap-2">
              <h2 className="font-semibold">{name}</h2>
              <ul className={CARD}>
                {lines.map((line) => (
                  <SettingLine
                    key={`${page.scope} ${line.key}`}
                    line={line}
                    view={view}
                    past={page.open?.key === line.key ? page.open.past : null}
                  />
                ))}
              </ul>
            </section>
          ))}
          {groups.length === 0 && (
            <EmptyState
              icon={SearchX}
              title={isNarrowed && params.get(SEARCH_PARAM) ? "Nothing is called that" : "Nothing is set here"}
              action={
                isNarrowed && (
                  <Link to={clearHref(params)} className="text-brass hover:underline">
                    Show all settings
                  </Link>
                )
              }
            >
              {view.bot === null ? "Every setting is as shipped." : "This bot follows the house in everything."}
            </EmptyState>
          )}
          {pages && !isNarrowed && (
            <section id={groupId("Console")} className="flex flex-col gap-2">
              <h2 className="font-semibold">Console</h2>
              {pages}
            </section>
          )}
          {view.mayWrite && <AddSetting view={view} />}
        </div>
      </div>
    </div>
  );
}

function groupId(name: string): string {
  return `group-${name.toLowerCase().replaceAll(" ", "-")}`;
}

function clearHref(params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.delete(SEARCH_PARAM);
  next.delete("only");
  const search = next.toString();
  return search ? `?${search}` : "?";
}
