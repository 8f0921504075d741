import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { runJobNow } from "~/features/jobs/change-jobs.server";
import { listSchedule } from "~/features/jobs/job-schedule.server";
import { JobLists } from "~/features/jobs/job-tabs";
import { ScheduleTable } from "~/features/jobs/schedule-table";
import { JOBS } from "~/jobs.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { flashHeaders } from "~/platform/flash.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Schedule", parent: { to: "/jobs", label: "Jobs" } };

const Change = z.object({ intent: z.literal("run"), task: z.string().max(128) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "jobs:read");
  return { schedule: await listSchedule(JOBS), mayWrite: may(user.role, "jobs:write") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "jobs:write");
  return answerForm(async () => {
    const { task } = await parseAction(request, Change);
    await runJobNow(user, JOBS, task);
    return data({ ok: true as const }, { headers: flashHeaders({ message: "The job is in the queue.", tone: "ok" }) });
  });
}

export default function SchedulePage() {
  const { schedule, mayWrite } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <JobLists>
      <Page>
        <ScheduleTable rows={schedule} mayWrite={mayWrite} result={result} />
      </Page>
    </JobLists>
  );
}
