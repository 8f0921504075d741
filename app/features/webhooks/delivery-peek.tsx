import { formatDuration } from "~/lib/duration";
import { CopyMenu, Peek } from "~/ui/list/list-controls";
import { DescriptionList } from "~/ui/page/description-list";
import { Form } from "~/ui/form/form";
import { ExactTime, RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";
import { SubmitButton } from "~/ui/form/submit-button";
import type { Delivery } from "./delivery-list.server";
import { DeliveryState } from "./webhook-tables";

type Props = { delivery: Delivery; closeHref: string; mayWrite: boolean; result: unknown };

export function DeliveryPeek({ delivery, closeHref, mayWrite, result }: Props) {
  return (
    <Peek
      title={delivery.id}
      closeHref={closeHref}
      actions={
        <CopyMenu
          items={[
            { label: "Id", text: () => delivery.id },
            { label: "Link", text: () => location.href },
            { label: "Body", text: () => delivery.body },
          ]}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <DeliveryState delivery={delivery} />
        <DescriptionList
          items={[
            { term: "Event", detail: <code>{delivery.event}</code> },
            { term: "Created", detail: <ExactTime at={delivery.createdAt} /> },
            { term: "Next try", detail: <RelativeTime at={delivery.nextAttemptAt} fallback="none" /> },
          ]}
        />
        {mayWrite && delivery.status === "failed" && (
          <Form result={result} className="flex flex-col items-start gap-2">
            <input type="hidden" name="deliveryId" value={delivery.id} />
            <SubmitButton intent="redeliver" tone="secondary">
              Send again
            </SubmitButton>
          </Form>
        )}
        <section className="flex flex-col gap-2">
          <h3 className="font-semibold">Attempts</h3>
          {delivery.log.length === 0 && <p className="text-muted">None yet.</p>}
          <ol className="flex flex-col gap-2">
            {delivery.log.map((attempt) => (
              <li key={attempt.attempt} className="rounded-control border border-line-soft p-2">
                <div className="flex flex-wrap items-center gap-x-3">
                  <Status kind={attempt.error === null ? "ok" : "error"}>
                    {attempt.responseStatus === null ? "No answer" : `Answer ${attempt.responseStatus}`}
                  </Status>
                  <span className="text-muted tabular-nums">{formatDuration(attempt.durationMs)}</span>
                  <span className="ml-auto text-small text-faint">
                    <RelativeTime at={attempt.startedAt} />
                  </span>
                </div>
                {attempt.error && <p className="text-small text-muted wrap-anywhere">{attempt.error}</p>}
                {attempt.responseBody && (
                  <pre className="mt-1 max-h-32 overflow-auto text-[12px] whitespace-pre-wrap wrap-anywhere text-muted">
                    {attempt.responseBody}
                  </pre>
                )}
              </li>
            ))}
          </ol>
        </section>
        <section className="flex flex-col gap-2">
          <h3 className="font-semibold">Body</h3>
          <pre className="max-h-72 overflow-auto rounded-control border border-line-soft bg-sunken p-2 text-[12px] whitespace-pre-wrap wrap-anywhere">
            {delivery.body}
          </pre>
        </section>
      </div>
    </Peek>
  );
}
