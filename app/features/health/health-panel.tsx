import type { ReactNode } from "react";
import { Card } from "~/ui/page/card";
import { Status } from "~/ui/status";
import type { Panel } from "./health-report.server";

type Props<T> = { id: string; title: string; panel: Panel<T>; children: (facts: T) => ReactNode };

/** A panel that says in one sentence why it is empty when its neighbour is away. */
export function HealthPanel<T>({ id, title, panel, children }: Props<T>) {
  return (
    <div id={id} className="min-w-0 scroll-mt-4">
      <Card title={title}>
        {panel.facts === null ? (
          <p className="whitespace-normal [&>span]:whitespace-normal">
            <Status kind="error">{panel.problem}</Status>
          </p>
        ) : (
          children(panel.facts)
        )}
      </Card>
    </div>
  );
}

/** How much of something is taken; it turns to warning and error where the thing itself gets tight. */
export function Meter({ share, label, warnAt = 0.8, errorAt = 0.95 }: MeterProps) {
  const tone = share >= errorAt ? "bg-err" : share >= warnAt ? "bg-warn" : "bg-brass";
  return (
    <span
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="block h-1.5 overflow-hidden rounded-full bg-pressed"
    >
      <span className={`block h-full ${tone}`} style={{ width: `${Math.min(100, share * 100)}%` }} />
    </span>
  );
}

type MeterProps = { share: number; label: string; warnAt?: number; errorAt?: number };
