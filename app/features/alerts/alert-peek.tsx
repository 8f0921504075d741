import { Link } from "@remix-run/react";
import { CopyMenu, Peek } from "~/ui/list/list-controls";
import { DescriptionList } from "~/ui/page/description-list";
import { Form } from "~/ui/form/form";
import { ExactTime } from "~/ui/relative-time";
import { SubmitButton } from "~/ui/form/submit-button";
import type { AlertRow } from "./alert-list.server";
import { AlertStateMark } from "./alert-table";

type Props = { alert: AlertRow; closeHref: string; mayWrite: boolean; result: unknown };

export function AlertPeek({ alert, closeHref, mayWrite, result }: Props) {
  const isTaken = alert.state === "acknowledged";
  return (
    <Peek
      title={alert.title}
      heading={alert.key}
      closeHref={closeHref}
      actions={
        <CopyMenu
          items={[
            { label: "Link", text: () => location.href },
            { label: "Id", text: () => alert.id },
            { label: "JSON", text: () => JSON.stringify(alert, null, 2) },
          ]}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-col gap-1">
          <AlertStateMark alert={alert} />
          <p className="font-semibold">{alert.title}</p>
          {alert.detail && <p className="whitespace-pre-wrap wrap-anywhere text-muted">{alert.detail}</p>}
          {alert.href && (
            <Link to={alert.href} className="text-brass hover:underline">
              Show the cause
            </Link>
          )}
        </div>
        <DescriptionList
          items={[
            { term: "Opened", detail: <ExactTime at={alert.openedAt} /> },
            { term: "Last seen", detail: <ExactTime at={alert.lastSeenAt} /> },
            { term: "Reports", detail: alert.times },
            { term: "Resolved", detail: alert.resolvedAt ? <ExactTime at={alert.resolvedAt} /> : "not yet" },
            { term: "Looked after by", detail: alert.acknowledgedByName ?? "nobody" },
          ]}
        />
        {mayWrite && alert.state !== "resolved" && (
          <Form result={result} className="flex flex-col items-start gap-3">
            <input type="hidden" name="id" value={alert.id} />
            <SubmitButton intent={isTaken ? "release" : "acknowledge"} tone="secondary">
              {isTaken ? "Stop looking after it" : "I look after it"}
            </SubmitButton>
          </Form>
        )}
      </div>
    </Peek>
  );
}
