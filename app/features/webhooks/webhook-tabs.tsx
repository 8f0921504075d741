import type { ReactNode } from "react";
import { Tabs } from "~/ui/page/tabs";

const TABS = [
  { to: "/webhooks", label: "Webhooks", end: true },
  { to: "/webhooks/hosts", label: "Allowed hosts" },
];

export function WebhookLists({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Tabs label="Webhooks" tabs={TABS} />
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </div>
  );
}
