import { Tabs } from "~/ui/tabs";

export function JobTabs() {
  return (
    <Tabs
      label="Jobs"
      tabs={[
        { to: "/jobs", label: "Queue", end: true },
        { to: "/jobs/history", label: "History" },
        { to: "/jobs/schedule", label: "Schedule" },
      ]}
    />
  );
}
