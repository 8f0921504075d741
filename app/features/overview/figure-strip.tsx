import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatNumber } from "~/lib/numbers";
import { RelativeTime } from "~/ui/relative-time";
import { Sparkline } from "~/ui/chart/sparkline";
import type { OverviewFigures } from "./overview-figures.server";

/** The house in figures; each leads to the list it counts, where this person may open that. */
export function FigureStrip({ figures, areas }: { figures: OverviewFigures; areas: readonly string[] }) {
  const link = (area: string, to: string) => (areas.includes(area) ? to : null);
  return (
    <ul className="flex flex-wrap gap-px overflow-hidden rounded-card border border-line-soft bg-line-soft">
      <Figure label="Signed in now" value={figures.sessions} to={link("/access", "/access/sessions")}>
        of {formatNumber(figures.people)} {figures.people === 1 ? "person" : "people"}
      </Figure>
      <Figure label="Keys that work" value={figures.keys} to={link("/access", "/access/keys")}>
        {formatNumber(figures.keysUsed)} used in 24 h
      </Figure>
      <Figure label="Jobs run, 24 h" value={figures.runs} to={link("/jobs", "/jobs/history")}>
        <span className={figures.runsFailed > 0 ? "text-err" : ""}>{formatNumber(figures.runsFailed)} failed</span>
        <Sparkline values={figures.runsByHour} label="Runs in each of the last 24 hours" height={16} />
      </Figure>
      <Figure label="Webhooks sent, 24 h" value={figures.deliveries} to={link("/webhooks", "/webhooks")}>
        <span className={figures.deliveriesFailed > 0 ? "text-err" : ""}>
          {formatNumber(figures.deliveriesFailed)} given up
        </span>
      </Figure>
      <Figure
        label="Last backup"
        value={figures.lastBackupAt ? <RelativeTime at={figures.lastBackupAt} /> : "none yet"}
        to={null}
      >
        by the command line
      </Figure>
    </ul>
  );
}

type FigureProps = { label: string; value: ReactNode; to: string | null; children: ReactNode };

function Figure({ label, value, to, children }: FigureProps) {
  const body = (
    <>
      <span className="text-label text-faint">{label}</span>
      <span className="text-title font-semibold tabular-nums">
        {typeof value === "number" ? formatNumber(value) : value}
      </span>
      <span className="text-small text-muted">{children}</span>
    </>
  );
  const look = "flex h-full flex-col gap-0.5 px-3 py-2.5";
  return (
    <li className="flex-1 basis-36 bg-raised">
      {to ? (
        <Link to={to} className={`${look} hover:bg-sunken`}>
          {body}
        </Link>
      ) : (
        <div className={look}>{body}</div>
      )}
    </li>
  );
}
