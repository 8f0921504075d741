import { Link } from "@remix-run/react";
import { Form } from "~/ui/form/form";
import { Button } from "~/ui/button";
import { SubmitButton } from "~/ui/form/submit-button";
import { Section } from "~/ui/page/page";
import { RelativeTime } from "~/ui/relative-time";
import { ChangeList } from "../edit/change-list";
import { botHref } from "../profile/bot-slug";
import type { getHistory } from "./bot-history.server";

type Props = { history: Awaited<ReturnType<typeof getHistory>>; mayWrite: boolean; result: unknown };

/** Who changed what, when and why; any two states compared; and the way back to one of them. */
export function HistoryPage({ history, mayWrite, result }: Props) {
  const { slug, revision, revisions, comparison } = history;
  const diffHref = (from: number, to: number) => `${botHref(slug, "history")}?from=${from}&to=${to}`;
  return (
    <div className="flex max-w-220 flex-col gap-6">
      {comparison && (
        <Section
          title={`Revision ${comparison.from} and revision ${comparison.to}`}
          actions={
            <Link
              to={botHref(slug, "history")}
              className="inline-flex min-h-6 items-center text-small text-muted hover:text-text"
            >
              Close
            </Link>
          }
        >
          {comparison.changes.length === 0 ? (
            <p className="text-muted">They are the same.</p>
          ) : (
            <ChangeList
              changes={comparison.changes}
              labels={[`Revision ${comparison.from}`, `Revision ${comparison.to}`]}
            />
          )}
          {mayWrite && comparison.from !== revision && (
            <Form result={result} className="flex flex-wrap items-center gap-2 pt-2">
              <input type="hidden" name="revision" value={comparison.from} />
              <input type="hidden" name="base_revision" value={revision} />
              <SubmitButton intent="restore" tone="secondary">
                {`Restore revision ${comparison.from}`}
              </SubmitButton>
              <span className="text-small text-faint">It becomes a new revision; nothing in between is lost.</span>
            </Form>
          )}
        </Section>
      )}
      <Section title="History" help="Every change is kept.">
        <form method="get" className="flex flex-col gap-2">
          <ol className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
            {revisions.map((each, at) => {
              const before = revisions[at + 1]?.revision;
              return (
                <li key={each.revision} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
                  <span className="flex items-center gap-4 px-1">
                    <input
                      type="radio"
                      name="from"
                      value={each.revision}
                      aria-label={`Compare from revision ${each.revision}`}
                      defaultChecked={each.revision === (comparison?.from ?? revisions[1]?.revision)}
                      className="tick rounded-full"
                    />
                    <input
                      type="radio"
                      name="to"
                      value={each.revision}
                      aria-label={`Compare to revision ${each.revision}`}
                      defaultChecked={each.revision === (comparison?.to ?? revisions[0]?.revision)}
                      className="tick rounded-full"
                    />
                  </span>
                  <span className="w-10 text-right font-medium tabular-nums">{each.revision}</span>
                  <span className="min-w-0 flex-1 basis-40 wrap-anywhere">
                    {each.note || <span className="text-faint">no note</span>}
                    {each.revision === revision && <span className="ml-2 text-small text-brass">now</span>}
                  </span>
                  <span className="text-muted">{each.created_by}</span>
                  <span className="w-24 text-right text-small text-faint">
                    <RelativeTime at={each.created_at} />
                  </span>
                  <span className="w-16 text-right">
                    {before !== undefined && (
                      <Link
                        to={diffHref(before, each.revision)}
                        aria-label={`What revision ${each.revision} changed`}
                        className="inline-flex min-h-6 items-center text-small text-muted underline-offset-2 hover:text-text hover:underline"
                      >
                        Changes
                      </Link>
                    )}
                  </span>
                </li>
              );
            })}
          </ol>
          {revisions.length > 1 && (
            <div>
              <Button type="submit">Compare the two</Button>
            </div>
          )}
        </form>
      </Section>
    </div>
  );
}
