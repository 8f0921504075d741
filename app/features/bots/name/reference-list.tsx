import { formatNumber } from "~/lib/numbers";

type Props = { title: string; help?: string; items: readonly (readonly [what: string, count: number])[] };

/** What something means for the rest, in numbers. Nothing is said as nothing. */
export function ReferenceList({ title, help, items }: Props) {
  return (
    <section className="flex flex-col gap-1">
      <h2 className="font-semibold">{title}</h2>
      {help && <p className="text-small text-muted">{help}</p>}
      <ul className="flex flex-col">
        {items.map(([what, count]) => (
          <li key={what} className={`flex gap-3 py-0.5 ${count === 0 ? "text-faint" : ""}`}>
            <span className="w-14 text-right tabular-nums">{count === 0 ? "no" : formatNumber(count)}</span>
            <span>{what}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
