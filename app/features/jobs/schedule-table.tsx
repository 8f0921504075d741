import { Form } from "~/ui/form/form";
import { RelativeTime } from "~/ui/relative-time";
import { SubmitButton } from "~/ui/form/submit-button";
import type { ScheduleRow } from "./job-schedule.server";
import { OutcomeMark } from "./job-table";

type Props = { rows: readonly ScheduleRow[]; mayWrite: boolean; result: unknown };

/** What runs by itself. In a narrow window each row is a card. */
export function ScheduleTable({ rows, mayWrite, result }: Props) {
  return (
    <div className="overflow-hidden rounded-card border border-line-soft bg-raised">
      <table className="w-full max-md:block">
        <caption className="sr-only">Planned jobs</caption>
        <thead className="text-left text-label text-faint max-md:hidden">
          <tr className="border-b border-line-soft">
            <th className="h-8 px-3 font-medium">Job</th>
            <th className="px-3 font-medium">When (UTC)</th>
            <th className="px-3 font-medium">Last run</th>
            <th className="px-3 font-medium">Next run</th>
            <th className="px-3">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line-soft max-md:block">
          {rows.map((row) => (
            <tr key={row.task} className="max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-4 max-md:py-2">
              <td className="px-3 py-2 max-md:w-full max-md:py-0">
                <div>{row.title}</div>
                <code className="text-[12px] text-faint">{row.task}</code>
              </td>
              <td className="px-3 max-md:py-1">
                <code className="text-[12px] whitespace-nowrap text-muted">{row.cron}</code>
              </td>
              <td className="px-3">
                {row.last ? (
                  <span className="flex items-center gap-2 whitespace-nowrap" title={row.last.error ?? undefined}>
                    <OutcomeMark outcome={row.last.outcome} />
                    <RelativeTime at={row.last.endedAt} />
                  </span>
                ) : (
                  <span className="text-faint">not yet</span>
                )}
              </td>
              <td className="px-3">
                <span className="text-faint md:hidden">next </span>
                <RelativeTime at={row.nextAt} fallback="unknown" />
              </td>
              <td className="px-3 text-right max-md:ml-auto">
                {mayWrite && (
                  <Form result={result} className="inline">
                    <input type="hidden" name="task" value={row.task} />
                    <SubmitButton
                      intent="run"
                      match={{ name: "task", value: row.task }}
                      tone="secondary"
                      size="small"
                      aria-label={`Run now: ${row.title}`}
                    >
                      Run now
                    </SubmitButton>
                  </Form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
