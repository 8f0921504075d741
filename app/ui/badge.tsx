import type { ReactNode } from "react";

export type BadgeTone = "plain" | "brass" | "run" | "ok" | "warn" | "err";

const TONES: Record<BadgeTone, string> = {
  plain: "border-line text-muted",
  brass: "border-brass/50 text-brass",
  run: "border-run/40 text-run",
  ok: "border-ok/40 text-ok",
  warn: "border-warn/50 text-warn",
  err: "border-err/40 text-err",
};

/** A short word about a thing: a role, a scope, a version. A state of something that lives takes Status. */
export function Badge({ tone = "plain", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex h-5 items-center gap-1 rounded-[5px] border px-1.5 text-label whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
