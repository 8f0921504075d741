import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export type ConsolePage = { to: string; title: string; text: string; state: ReactNode };

/** What the console sets for itself, with the care that it needs, on pages of its own. */
export function ConsolePages({ pages }: { pages: readonly ConsolePage[] }) {
  return (
    <ul className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
      {pages.map(({ to, title, text, state }) => (
        <li
          key={to}
          className="relative grid grid-cols-[minmax(0,1fr)_minmax(0,18rem)_1rem] gap-x-4 px-3 py-2.5 hover:bg-sunken max-sm:grid-cols-1"
        >
          <span className="flex min-w-0 flex-col gap-0.5">
            <Link to={to} className="font-medium after:absolute after:inset-0">
              {title}
            </Link>
            <span className="text-small text-muted">{text}</span>
          </span>
          <span>{state}</span>
        </li>
      ))}
    </ul>
  );
}
