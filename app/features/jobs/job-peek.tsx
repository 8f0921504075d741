import { CopyMenu, Peek } from "~/ui/list/list-controls";
import { DescriptionList } from "~/ui/page/description-list";
import { Form } from "~/ui/form/form";
import { ExactTime } from "~/ui/relative-time";
import { SubmitButton } from "~/ui/form/submit-button";
import type { QueueJob } from "~/data/queue/queue-jobs.server";
import { StateMark } from "./job-table";

type Props = { job: QueueJob; title: string | null; closeHref: string; mayWrite: boolean; result: unknown };

export function JobPeek({ job, title, closeHref, mayWrite, result }: Props) {
  return (
    <Peek
      title={`Job ${job.id}`}
      closeHref={closeHref}
      actions={
        <CopyMenu
          items={[
            { label: "Link", text: () => location.href },
            { label: "JSON", text: () => JSON.stringify(job, null, 2) },
          ]}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1">
          <StateMark state={job.state} />
          <p className="font-semibold">{title ?? job.task}</p>
        </div>
        <DescriptionList
          items={[
            { term: "Job", detail: <code>{job.task}</code> },
            { term: "Attempts", detail: `${job.attempts} of ${job.maxAttempts}` },
            { term: "Queued", detail: <ExactTime at={job.createdAt} /> },
            { term: "Due", detail: <ExactTime at={job.runAt} /> },
            ...(job.lockedAt ? [{ term: "Running since", detail: <ExactTime at={job.lockedAt} /> }] : []),
            ...(job.lockedBy ? [{ term: "Worker", detail: <code>{job.lockedBy}</code> }] : []),
            ...(job.key ? [{ term: "Key", detail: <code>{job.key}</code> }] : []),
            ...(job.queue ? [{ term: "Queue", detail: job.queue }] : []),
          ]}
        />
        {job.lastError && (
          <pre className="overflow-x-auto rounded-control border border-line-soft bg-sunken p-2 whitespace-pre-wrap wrap-anywhere">
            {job.lastError}
          </pre>
        )}
        {mayWrite && job.state !== "running" && (
          <Form result={result} className="flex flex-wrap gap-2">
            <input type="hidden" name="ids[]" value={job.id} />
            <SubmitButton intent="retry" tone="secondary">
              Retry now
            </SubmitButton>
            <SubmitButton intent="cancel" tone="danger">
              Cancel
            </SubmitButton>
          </Form>
        )}
      </div>
    </Peek>
  );
}
