import type { ReactNode } from "react";
import { Tabs } from "~/ui/page/tabs";

const TABS = [
  { to: "/access", label: "People", end: true },
  { to: "/access/keys", label: "Keys" },
  { to: "/access/sessions", label: "Sessions" },
  { to: "/access/audit", label: "Audit log" },
];

/** The four lists of Access, each as tall as the window. */
export function AccessLists({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Tabs label="Access" tabs={TABS} />
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  );
}
