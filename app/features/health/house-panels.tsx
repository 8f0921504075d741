import { Link } from "@remix-run/react";
import { formatBytes } from "~/lib/bytes";
import { formatDuration } from "~/lib/duration";
import { formatShare } from "~/lib/numbers";
import { DescriptionList } from "~/ui/page/description-list";
import { RelativeTime } from "~/ui/relative-time";
import { Status, type StatusKind } from "~/ui/status";
import { HealthPanel, Meter } from "./health-panel";
import type { HealthReport } from "./health-report.server";

export function DiskPanel({ disks }: Pick<HealthReport, "disks">) {
  return (
    <HealthPanel id="disk" title="Disk" panel={disks}>
      {(facts) => (
        <ul className="flex flex-col gap-3">
          {facts.map((disk) => (
            <li key={disk.label} className="flex flex-col gap-1">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-medium">{disk.label}</span>
                <code className="min-w-0 truncate text-[12px] text-faint">{disk.path}</code>
                <span className="ml-auto text-muted tabular-nums">
                  {formatBytes(disk.freeBytes)} free of {formatBytes(disk.totalBytes)}
                </span>
              </div>
              <Meter share={disk.usedShare} label={`${disk.label}: ${formatShare(disk.usedShare, 1)} used`} />
              {!disk.isWritable && <Status kind="error">Nothing can be written here</Status>}
            </li>
          ))}
        </ul>
      )}
    </HealthPanel>
  );
}

const PHASES: Record<string, string> = {
  off: "not in this process (JOBS=off)",
  starting: "starting in this process",
  running: "running in this process",
  stopped: "stopped",
};

export function QueuePanel({ queue }: Pick<HealthReport, "queue">) {
  return (
    <HealthPanel id="queue" title="Jobs" panel={queue}>
      {(facts) => (
        <div className="flex flex-col gap-3">
          <DescriptionList
            items={[
              {
                term: "Workers",
                detail:
                  facts.workers > 0 ? (
                    `${facts.workers} alive; ${PHASES[facts.runner]}`
                  ) : (
                    <Status kind="error">none alive</Status>
                  ),
              },
              { term: "Waiting", detail: `${facts.waiting} due, ${facts.planned} for later` },
              { term: "Oldest due", detail: <RelativeTime at={facts.oldestDueAt} fallback="nothing waits" /> },
              { term: "Running", detail: facts.running },
              {
                term: "Failed",
                detail: facts.failed === 0 ? 0 : <Status kind="warning">{`${facts.failed} gave up`}</Status>,
              },
            ]}
          />
          {facts.problem && <p className="text-small text-err">{facts.problem}</p>}
          <Link to="/jobs" className="text-small text-brass hover:underline">
            Show the queue
          </Link>
        </div>
      )}
    </HealthPanel>
  );
}

const CMS_KINDS: Record<string, StatusKind> = { off: "off", ready: "ok", failed: "error" };

export function CmsPanel({ cms }: Pick<HealthReport, "cms">) {
  return (
    <HealthPanel id="cms" title="CMS" panel={cms}>
      {({ phase, detail, percent, since }) => {
        const [first, ...rest] = detail.split("\n");
        return (
          <div className="flex flex-col gap-2">
            <Status kind={CMS_KINDS[phase] ?? "running"}>{phase}</Status>
            <p className="text-muted wrap-anywhere">{first}</p>
            {percent !== undefined && <Meter share={percent / 100} label="Progress" warnAt={2} errorAt={2} />}
            {rest.length > 0 && (
              <pre
                tabIndex={0}
                aria-label="What it said last"
                className="max-h-48 overflow-auto rounded-control border border-line-soft bg-sunken p-2 text-[12px]"
              >
                {rest.join("\n")}
              </pre>
            )}
            {since && (
              <p className="text-small text-faint">
                since <RelativeTime at={since} />
              </p>
            )}
            {phase === "ready" && (
              <a href="/cms/admin" className="text-small text-brass hover:underline">
                Open the CMS
              </a>
            )}
          </div>
        );
      }}
    </HealthPanel>
  );
}

export function ProcessPanel({ process }: Pick<HealthReport, "process">) {
  const { eventLoop } = process;
  return (
    <HealthPanel id="process" title="This process" panel={{ facts: process, problem: null }}>
      {() => (
        <DescriptionList
          items={[
            { term: "Version", detail: process.version },
            { term: "Node", detail: `${process.node} on ${process.platform}, ${process.processors} processors` },
            { term: "Started", detail: <RelativeTime at={process.startedAt} /> },
            { term: "Process", detail: process.pid },
            {
              term: "Memory",
              detail: `${formatBytes(process.memoryBytes)}, of which ${formatBytes(process.heapBytes)} JavaScript`,
            },
            {
              term: "Event loop",
              detail: `late by ${formatDuration(eventLoop.p50Ms)} (p50), ${formatDuration(eventLoop.p99Ms)} (p99); busy ${formatShare(eventLoop.busyShare, 1)}`,
            },
            { term: "Open streams", detail: process.streams },
            {
              term: "Connections",
              detail:
                process.pools.map(({ name, size, idle }) => `${name} ${size - idle}/${size}`).join(", ") || "none",
            },
          ]}
        />
      )}
    </HealthPanel>
  );
}
