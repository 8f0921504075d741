import { Badge } from "../badge";
import { Button } from "../button";
import { Card } from "./card";
import { DescriptionList } from "./description-list";
import { Page, PageHeader, Section } from "./page";
import { ExactTime, RelativeTime } from "../relative-time";
import { Status } from "../status";
import type { Story } from "../story";
import { Tabs } from "./tabs";

const facts = [
  { term: "State", detail: <Status kind="ok">answers</Status> },
  { term: "Version", detail: "18.4" },
  { term: "Address", detail: <code className="text-small">postgres://127.0.0.1:39907/wheelhouse</code> },
  { term: "Last backup", detail: null },
  { term: "Extensions", detail: <Badge>pg_trgm 1.6</Badge> },
];

function times(now: number) {
  return [0, 18, 240, 7_300, 90_000, 5_000_000].map((seconds) => now - seconds * 1000);
}

export const stories: Story[] = [
  {
    group: "Page",
    name: "Header, sections and cards",
    render: () => (
      <Page>
        <PageHeader title="Database" actions={<Button>Check now</Button>}>
          The one Postgres that everything stands on.
        </PageHeader>
        <div className="grid gap-4 md:grid-cols-2">
          <Card title="Server" actions={<Badge tone="ok">up</Badge>}>
            <DescriptionList items={facts} />
          </Card>
          <Card>A card without a title holds whatever stands in it.</Card>
        </div>
        <Section title="Schemas" help="Three, with an owner each." actions={<Button size="small">Copy</Button>}>
          <Card flush>
            {["console", "runtime", "cms"].map((name) => (
              <p key={name} className="border-b border-line-soft px-3 py-1.5 last:border-0">
                {name}
              </p>
            ))}
          </Card>
        </Section>
      </Page>
    ),
  },
  {
    group: "Tabs",
    name: "Addresses of one thing",
    render: () => (
      <Tabs
        label="Access"
        tabs={[
          { to: "/gallery", label: "People", count: 12 },
          { to: "/access/keys", label: "Keys", count: 3 },
          { to: "/access/sessions", label: "Sessions" },
          { to: "/access/audit", label: "Audit" },
        ]}
      />
    ),
  },
  {
    group: "Time",
    name: "Relative and exact",
    render: () => (
      <ul>
        {times(Date.UTC(2026, 10, 20, 9, 30)).map((at) => (
          <li key={at} className="flex gap-6">
            <RelativeTime at={at} />
            <ExactTime at={at} />
          </li>
        ))}
        <li>
          <RelativeTime at={null} />
        </li>
      </ul>
    ),
  },
];
