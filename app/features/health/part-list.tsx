import { Link } from "@remix-run/react";
import type { HealthPart } from "~/platform/health-part";
import { RelativeTime } from "~/ui/relative-time";
import { StatusMark } from "~/ui/status";

const WORDS = { ok: "up", running: "busy", warning: "needs attention", error: "not working", off: "off" } as const;

/** What runs, each with its state and since when. */
export function PartList({ parts }: { parts: readonly HealthPart[] }) {
  return (
    <ul className="flex flex-wrap gap-px overflow-hidden rounded-card border border-line-soft bg-line-soft">
      {parts.map((part) => (
        <li key={part.name} className="flex-1 basis-36 bg-raised">
          <Link to={part.href} className="flex h-full flex-col gap-0.5 px-3 py-2.5 hover:bg-sunken">
            <span className="flex items-center gap-2 font-medium">
              <StatusMark kind={part.kind} label={WORDS[part.kind]} />
              {part.name}
            </span>
            <span className="text-small text-muted">{part.detail}</span>
            {part.since && (
              <span className="text-small text-faint">
                since <RelativeTime at={part.since} />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
