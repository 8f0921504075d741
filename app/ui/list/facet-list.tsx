import { type CSSProperties, type ReactNode, memo, useId, useMemo, useState } from "react";
import { formatCompact, formatNumber } from "~/lib/numbers";
import { clearKey, excludeValue, onlyValue, readQuery, toggleValue, valuesOf, writeQuery } from "~/lib/query-facets";
import type { Query } from "~/lib/query-language";
import { searchHref } from "~/lib/search-params";
import { type Follow, type ListAddress, useListAddress } from "./use-list-address";
import { useInBrowser } from "../use-in-browser";

export type FacetValue = { value: string; label?: ReactNode; count: number | null };
export type Facet = { key: string; label: string; values: readonly FacetValue[]; cap?: number };

const shortList = 6;
const searchFrom = 12;

type Props = {
  facets: readonly Facet[];
  /** Every key of the query bar, so that both write the same address. */
  keys: readonly string[];
  label?: string;
};

/** Values to filter by, with their counts. Each is a link: choose, only this one, or all but this one. */
export function FacetList(props: Props) {
  return <FacetsAt {...props} address={useListAddress()} />;
}

const FacetsAt = memo(function FacetsAt({
  facets,
  keys,
  label = "Filters",
  address,
}: Props & { address: ListAddress }) {
  const { pathname, params, follow } = address;
  const query = useMemo(() => readQuery(params, keys), [params, keys]);
  const hrefOf = (next: Query) => searchHref(writeQuery(params, next, keys), pathname);
  return (
    <nav aria-label={label} className="flex flex-col gap-4">
      {facets.map((facet) => (
        <FacetGroup key={facet.key} facet={facet} query={query} hrefOf={hrefOf} follow={follow} />
      ))}
    </nav>
  );
});

type GroupProps = { facet: Facet; query: Query; hrefOf: (query: Query) => string; follow: Follow };

function FacetGroup({ facet, query, hrefOf, follow }: GroupProps) {
  const [wanted, setWanted] = useState("");
  const [all, setAll] = useState(false);
  const hydrated = useInBrowser();
  const id = useId();
  const chosen = valuesOf(query, facet.key);
  const excluded = valuesOf(query, facet.key, "not");
  const values = withUncounted(facet.values, [...chosen, ...excluded]);
  const most = Math.max(1, ...values.map(({ count }) => count ?? 0));
  const touched = chosen.length + excluded.length > 0;
  const needle = wanted.trim().toLowerCase();
  const found = needle ? values.filter(({ value }) => value.toLowerCase().includes(needle)) : values;
  const isShort = (value: string, at: number) => at < shortList || chosen.includes(value) || excluded.includes(value);
  const item = (value: FacetValue) => (
    <FacetItem
      key={value.value}
      item={value}
      follow={follow}
      share={(value.count ?? 0) / most}
      state={chosen.includes(value.value) ? "chosen" : excluded.includes(value.value) ? "excluded" : "free"}
      hrefs={{
        toggle: hrefOf(toggleValue(query, facet.key, value.value)),
        only: hrefOf(onlyValue(query, facet.key, value.value)),
        exclude: hrefOf(excludeValue(query, facet.key, value.value)),
      }}
    />
  );
  const rest = needle ? [] : found.filter(({ value }, at) => !isShort(value, at));
  const first = needle ? found : found.filter(({ value }, at) => isShort(value, at));
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex h-5 items-center px-1.5">
        <h2 id={id} className="text-label font-medium text-faint">
          {facet.label}
        </h2>
        {touched && (
          <a
            onClick={follow}
            href={hrefOf(clearKey(query, facet.key))}
            className="ml-auto text-label text-muted hover:text-text"
          >
            Clear<span className="sr-only"> {facet.label}</span>
          </a>
        )}
      </div>
      {hydrated && values.length > searchFrom && (
        <input
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={`Search ${values.length}`}
          aria-label={`Search ${facet.label}`}
          className="my-1 h-6 w-full rounded-control border border-line-soft bg-raised px-1.5 text-small placeholder:text-faint"
        />
      )}
      <ul>{first.map(item)}</ul>
      {found.length === 0 && <p className="px-1.5 text-small text-faint">{needle ? "None found" : "None yet"}</p>}
      {rest.length > 0 && (
        <details open={all} onToggle={(event) => setAll(event.currentTarget.open)}>
          <summary className="flex h-6 cursor-pointer list-none items-center px-1.5 text-small text-muted hover:text-text">
            {all ? "Show fewer" : `Show ${formatNumber(rest.length)} more`}
          </summary>
          <ul>{rest.map(item)}</ul>
        </details>
      )}
    </section>
  );
}

type ItemProps = {
  item: FacetValue;
  follow: Follow;
  share: number;
  state: "free" | "chosen" | "excluded";
  hrefs: { toggle: string; only: string; exclude: string };
};

function FacetItem({ item, follow, share, state, hrefs }: ItemProps) {
  const chosen = state === "chosen";
  const name = item.value === "" ? "(none)" : item.value;
  return (
    <li
      className={`facet${state === "free" ? "" : ` is-${state}`}`}
      style={share > 0 ? ({ "--share": Math.round(share * 100) / 100 } as CSSProperties) : undefined}
    >
      <a onClick={follow} href={hrefs.toggle} aria-current={chosen || undefined} title={name} className="facet-name">
        {item.label ?? name}
        {state === "excluded" && <span className="sr-only"> (excluded)</span>}
      </a>
      {/* They lie over the count, and take no room from the name for what is seldom seen. */}
      <span className="facet-sides">
        {hrefs.only !== hrefs.toggle && (
          <a onClick={follow} href={hrefs.only} className="facet-side max-md:hidden" aria-label={`Only ${name}`}>
            only
          </a>
        )}
        <a
          onClick={follow}
          href={hrefs.exclude}
          className="facet-side is-ban"
          aria-label={state === "excluded" ? `Stop excluding ${name}` : `Exclude ${name}`}
        />
      </span>
      <span className="facet-count" title={item.count === null ? "Not counted" : formatNumber(item.count)}>
        {item.count === null ? "–" : item.count < 100_000 ? formatNumber(item.count) : formatCompact(item.count)}
      </span>
    </li>
  );
}

/** What is filtered by stays in sight, also when the list no longer counts it. */
function withUncounted(values: readonly FacetValue[], filtered: readonly string[]): readonly FacetValue[] {
  const missing = filtered.filter((value) => !values.some((known) => known.value === value));
  return [...missing.map((value) => ({ value, count: null })), ...values];
}
