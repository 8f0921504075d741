import { Link } from "@remix-run/react";
import { Badge } from "~/ui/badge";
import { botHref } from "../profile/bot-slug";
import type { EffectiveValue } from "./effective-sources";
import type { ValueGroup } from "./effective-view.server";
import { ValueText } from "./value-text";

const SOURCES = { bot: "Bot", global: "House", default: "Default" } as const;

function changeHref(slug: string, value: EffectiveValue, isConfigured: boolean): string {
  if (value.via === "profile") return botHref(slug, "edit");
  if (value.source === "global") return `/settings?q=${encodeURIComponent(value.key)}`;
  return isConfigured ? `${botHref(slug, "settings")}?q=${encodeURIComponent(value.key)}` : "/settings";
}

type Props = { slug: string; groups: readonly ValueGroup[]; isConfigured: boolean; onlyChanged: boolean };

/** Every value that holds, beside who says so. A value leads to where it is changed. */
export function EffectiveValues({ slug, groups, isConfigured, onlyChanged }: Props) {
  const shown = groups
    .map(({ title, values }) => ({
      title,
      values: onlyChanged ? values.filter(({ source }) => source !== "default") : values,
    }))
    .filter(({ values }) => values.length > 0);
  if (shown.length === 0) return <p className="text-muted">Everything is as shipped.</p>;
  return (
    <div className="flex flex-col gap-4">
      {shown.map(({ title, values }) => (
        <section key={title} aria-label={title} className="flex flex-col">
          <h3 className="border-b border-line-soft pb-1 text-label font-medium text-faint">{title}</h3>
          <dl className="flex flex-col divide-y divide-line-soft">
            {values.map((value) => (
              <div
                key={`${value.via} ${value.key}`}
                className="grid grid-cols-[minmax(0,13rem)_minmax(0,1fr)_4.25rem] items-baseline gap-x-4 py-1.5 max-sm:grid-cols-[minmax(0,1fr)_4.25rem]"
              >
                <dt className="min-w-0" title={value.key}>
                  <Link
                    to={changeHref(slug, value, isConfigured)}
                    className="wrap-anywhere text-muted underline-offset-2 hover:text-text hover:underline"
                  >
                    {value.label}
                  </Link>
                </dt>
                <dd className="min-w-0 tabular-nums max-sm:order-last max-sm:col-span-2">
                  <ValueText value={value} />
                </dd>
                <dd className="justify-self-end">
                  {value.source === "default" ? (
                    <span className="text-label text-faint">{SOURCES.default}</span>
                  ) : (
                    <Badge tone={value.source === "bot" ? "brass" : "plain"}>{SOURCES[value.source]}</Badge>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
