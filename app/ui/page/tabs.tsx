import { NavLink } from "@remix-run/react";
import type { ReactNode } from "react";

export type Tab = { to: string; label: ReactNode; count?: number | string; end?: boolean };

/** Views of one thing, each with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav
      aria-label={label}
      className="flex h-9 gap-4 overflow-x-auto border-b border-line-soft px-4 [scrollbar-width:none]"
    >
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={tab.to}
          end={tab.end}
          className={({ isActive }) =>
            "flex shrink-0 items-center gap-1.5 -mb-px border-b-2 whitespace-nowrap " +
            (isActive ? "border-brass text-text" : "border-transparent text-muted hover:text-text")
          }
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-label text-faint tabular-nums">{tab.count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
