import { JOB_OUTCOMES, countRuns, findRun, listRuns, type RunFilters } from "~/data/queue/job-history.server";
import {
  QUEUE_STATES,
  countQueueJobs,
  findQueueJob,
  listQueueJobs,
  type QueueFilters,
} from "~/data/queue/queue-jobs.server";

type Count = { value: string; count: number };

/** Every choice, also one that nothing has now. */
const complete = (values: readonly string[], found: Count[]) =>
  values.map((value) => ({ value, count: found.find((each) => each.value === value)?.count ?? 0 }));

/** The queue as its page shows it. */
export async function listJobQueue(filters: QueueFilters, after: string | null, open: string | null) {
  const [page, counts, peek] = await Promise.all([
    listQueueJobs(filters, after),
    countQueueJobs(filters),
    open === null ? null : findQueueJob(open),
  ]);
  const facets = [
    { key: "state", label: "State", values: complete(QUEUE_STATES, counts.state) },
    { key: "task", label: "Job", values: counts.task },
  ];
  return { page, facets, peek };
}

/** What ran, as its page shows it. */
export async function listJobHistory(filters: RunFilters, after: string | null, open: string | null) {
  const [page, counts, peek] = await Promise.all([
    listRuns(filters, after),
    countRuns(filters),
    open === null ? null : findRun(open),
  ]);
  const facets = [
    { key: "outcome", label: "Outcome", values: complete(JOB_OUTCOMES, counts.outcome) },
    { key: "task", label: "Job", values: counts.task },
  ];
  return { page, facets, peek };
}
