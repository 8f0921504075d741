import { formatDuration } from "~/lib/duration";
import { CopyMenu, Peek } from "~/ui/list/list-controls";
import { DescriptionList } from "~/ui/page/description-list";
import { ExactTime } from "~/ui/relative-time";
import type { JobRunRow } from "~/data/queue/job-history.server";
import { OutcomeMark } from "./job-table";

export function RunPeek({ run, closeHref }: { run: JobRunRow; closeHref: string }) {
  return (
    <Peek
      title={`Run of ${run.task}`}
      closeHref={closeHref}
      actions={
        <CopyMenu
          items={[
            { label: "Link", text: () => location.href },
            { label: "JSON", text: () => JSON.stringify(run, null, 2) },
          ]}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <OutcomeMark outcome={run.outcome} />
        <DescriptionList
          items={[
            { term: "Job", detail: <code>{run.task}</code> },
            { term: "Number", detail: run.jobId },
            { term: "Attempt", detail: `${run.attempt} of ${run.maxAttempts}` },
            { term: "Started", detail: <ExactTime at={run.startedAt} /> },
            { term: "Ended", detail: <ExactTime at={run.endedAt} /> },
            { term: "Took", detail: formatDuration(run.durationMs) },
            { term: "Worker", detail: <code>{run.worker}</code> },
            ...(run.key ? [{ term: "Key", detail: <code>{run.key}</code> }] : []),
          ]}
        />
        {run.error && (
          <pre className="overflow-x-auto rounded-control border border-line-soft bg-sunken p-2 whitespace-pre-wrap wrap-anywhere">
            {run.error}
          </pre>
        )}
      </div>
    </Peek>
  );
}
