import { Link } from "@remix-run/react";
import { Card } from "~/ui/page/card";
import { LinkButton } from "~/ui/link-button";
import { RelativeTime } from "~/ui/relative-time";
import { Status, StatusMark } from "~/ui/status";

type Alert = { id: string; severity: "info" | "warning" | "error"; title: string; openedAt: Date };

/** What asks for attention now, the gravest first. */
export function OpenAlertCard({ alerts }: { alerts: readonly Alert[] }) {
  return (
    <Card
      title="Open alerts"
      actions={
        <LinkButton to="/alerts" size="small" tone="ghost">
          All alerts
        </LinkButton>
      }
      flush
    >
      {alerts.length === 0 ? (
        <p className="border-t border-line-soft px-3 py-2.5">
          <Status kind="ok">Nothing asks for attention</Status>
        </p>
      ) : (
        <ul className="divide-y divide-line-soft border-t border-line-soft">
          {alerts.map((alert) => (
            <li key={alert.id}>
              <Link to={`/alerts?peek=${alert.id}`} className="flex items-center gap-2.5 px-3 py-2 hover:bg-sunken">
                <StatusMark kind={alert.severity === "info" ? "unknown" : alert.severity} label={alert.severity} />
                <span className="min-w-0 flex-1">{alert.title}</span>
                <span className="shrink-0 text-small text-faint">
                  <RelativeTime at={alert.openedAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
