import { Link, useFetcher } from "@remix-run/react";
import { useEffect } from "react";
import { RelativeTime } from "~/ui/relative-time";
import { StatusMark } from "~/ui/status";
import type { OpenAlerts } from "./open-alerts";

/** The open alerts, asked for when somebody looks. */
export function AlertList({ onGo }: { onGo: () => void }) {
  const { load, data } = useFetcher<OpenAlerts>();
  useEffect(() => load("/alerts/open"), [load]);
  return (
    <>
      {!data && <p className="p-3 text-faint">Loading</p>}
      {data?.alerts.length === 0 && <p className="p-3 text-muted">Nothing asks for attention.</p>}
      <ul className="max-h-96 overflow-auto">
        {data?.alerts.map((alert) => (
          <li key={alert.id} className="border-b border-line-soft last:border-0">
            <Link to={alert.href ?? "/alerts"} onClick={onGo} className="flex gap-2 px-3 py-2 hover:bg-sunken">
              <span className="mt-1">
                <StatusMark kind={alert.severity === "info" ? "unknown" : alert.severity} label={alert.severity} />
              </span>
              <span className="min-w-0 flex-1">{alert.title}</span>
              <span className="shrink-0 text-small text-faint">
                <RelativeTime at={alert.openedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Link
        to="/alerts"
        onClick={onGo}
        className="block border-t border-line-soft px-3 py-2 text-muted hover:text-text"
      >
        All alerts
      </Link>
    </>
  );
}
