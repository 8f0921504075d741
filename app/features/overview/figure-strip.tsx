import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatNumber, formatShare } from "~/lib/numbers";
import { RelativeTime } from "~/ui/relative-time";
import { Sparkline } from "~/ui/chart/sparkline";
import type { OverviewFigures } from "./overview-figures.server";

export type BotFigures = { total: number; paused: number; isEveryPaused: boolean };
export type TurnFigures = { running: number; day: number; isMore: boolean; failed: number };

type StripProps = {
  figures: OverviewFigures;
  turns: TurnFigures | null;
  bots: BotFigures | null;
  areas: readonly string[];
};

/** The house in figures; each leads to the list it counts, where this person may open that. */
export function FigureStrip({ figures, turns, bots, areas }: StripProps) {
  const link = (area: string, to: string) => (areas.includes(area) ? to : null);
  return (
    <ul className="flex flex-wrap gap-px overflow-hidden rounded-card border border-line-soft bg-line-soft">
      {turns && (
        <>
          <Figure label="Turns running" value={turns.running} to={link("/turns", "/turns?status=running")}>
            now
          </Figure>
          <Figure
            label="Turns, 24 h"
            value={turns.isMore ? `${formatNumber(turns.day)}+` : turns.day}
            to={link("/turns", "/turns")}
          >
            <span className={turns.failed > 0 ? "text-err" : ""}>{formatNumber(turns.failed)} failed</span>
            {!turns.isMore && turns.day > 0 && `, ${formatShare(turns.failed, turns.day)}`}
          </Figure>
        </>
      )}
      {bots && (
        <Figure label="Bots" value={bots.total} to={link("/bots", "/bots")}>
          <span className={bots.paused > 0 ? "text-warn" : ""}>{pausedWords(bots)}</span>
        </Figure>
      )}
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

function pausedWords({ paused, isEveryPaused }: BotFigures): string {
  if (isEveryPaused) return "every one paused";
  return paused === 0 ? "none paused" : `${formatNumber(paused)} paused`;
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
