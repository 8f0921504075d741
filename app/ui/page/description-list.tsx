import type { ReactNode } from "react";

export type Description = { term: ReactNode; detail: ReactNode; key?: string };

/** Names and what they are, in two columns. A missing detail reads "unknown", never blank. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
  return (
    <dl className="grid grid-cols-[minmax(96px,max-content)_1fr] gap-x-6 gap-y-1.5">
      {items.map((item, index) => (
        <div key={item.key ?? index} className="contents">
          <dt className="text-faint">{item.term}</dt>
          <dd className="min-w-0 wrap-anywhere tabular-nums">
            {item.detail === null || item.detail === undefined || item.detail === "" ? (
              <span className="text-faint">unknown</span>
            ) : (
              item.detail
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
