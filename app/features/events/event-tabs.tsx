import type { ReactNode } from "react";
import { Tabs, type Tab } from "~/ui/page/tabs";
import { sessionPath } from "./event-paths";

/** A page as tall as the window, under its tabs. */
function Tabbed({ label, tabs, children }: { label: string; tabs: readonly Tab[]; children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Tabs label={label} tabs={tabs} />
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </div>
  );
}

const LISTS = [
  { to: "/events", label: "Sessions", end: true },
  { to: "/events/runs", label: "Runs" },
];

export function EventLists({ children }: { children: ReactNode }) {
  return (
    <Tabbed label="Events" tabs={LISTS}>
      {children}
    </Tabbed>
  );
}

export function SessionTabs({ session, children }: { session: string; children: ReactNode }) {
  const tabs = [
    { to: sessionPath(session), label: "Archive", end: true },
    { to: sessionPath(session, "/replay"), label: "Replay" },
  ];
  return (
    <Tabbed label="Session" tabs={tabs}>
      {children}
    </Tabbed>
  );
}
