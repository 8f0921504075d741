import type { ReactNode } from "react";
import { Page } from "~/ui/page/page";
import { Tabs } from "~/ui/page/tabs";

const TABS = [
  { to: "/settings", label: "Settings", end: true },
  { to: "/settings/credentials", label: "Credentials" },
  { to: "/settings/retention", label: "Retention" },
  { to: "/settings/masking", label: "Masking" },
];

/** A list among the settings, as tall as the window. */
export function SettingsList({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Tabs label="Settings" tabs={TABS} />
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  );
}

/** The pages of the settings, under their tabs. */
export function SettingsPages({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Tabs label="Settings" tabs={TABS} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Page>{children}</Page>
      </div>
    </div>
  );
}
