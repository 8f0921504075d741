import type { ReactNode } from "react";
import { Tabs } from "~/ui/page/tabs";

const TABS = [
  { to: "/jobs", label: "Queue", end: true },
  { to: "/jobs/history", label: "History" },
  { to: "/jobs/schedule", label: "Schedule" },
];

/** What waits, what ran and what is planned, each as tall as the window. */
export function JobLists({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Tabs label="Jobs" tabs={TABS} />
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </div>
  );
}
