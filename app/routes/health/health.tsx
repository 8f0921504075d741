import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DatabasePanel, ExtensionPanel, SchemaPanel, TablePanel } from "~/features/health/database-panels";
import { getHealthReport } from "~/features/health/health-report.server";
import { CmsPanel, DiskPanel, ProcessPanel, QueuePanel } from "~/features/health/house-panels";
import { PartList } from "~/features/health/part-list";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Health" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "health:read");
  return getHealthReport();
}

export default function HealthPage() {
  const report = useLoaderData<typeof loader>();
  return (
    <Page>
      <PartList parts={report.parts} />
      <div className="gap-4 lg:columns-2 [&>*]:mb-4 [&>*]:break-inside-avoid">
        <DatabasePanel server={report.server} weaknesses={report.weaknesses} />
        <SchemaPanel schemas={report.schemas} migrations={report.migrations} />
        <DiskPanel disks={report.disks} />
        <QueuePanel queue={report.queue} />
        <CmsPanel cms={report.cms} />
        <ExtensionPanel extensions={report.extensions} />
        <ProcessPanel process={report.process} />
      </div>
      <TablePanel tables={report.tables} />
    </Page>
  );
}
