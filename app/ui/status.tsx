import type { ReactNode } from "react";

export type StatusKind = "running" | "ok" | "warning" | "error" | "off" | "unknown";

const COLOURS: Record<StatusKind, string> = {
  running: "text-run",
  ok: "text-ok",
  warning: "text-warn",
  error: "text-err",
  off: "text-off",
  unknown: "text-faint",
};
const SHAPES: Record<StatusKind, ReactNode> = {
  running: <circle cx="12" cy="12" r="5" fill="currentColor" stroke="none" className="animate-pulse" />,
  ok: <path d="m5 13 5 5L20 7" />,
  warning: <path d="M12 4 2.5 20h19zM12 10v4M12 17h.01" />,
  error: <path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16h.01" />,
  off: <circle cx="12" cy="12" r="7" />,
  unknown: <path d="M6 12h12" />,
};

/** The mark alone. Without `label` it is decoration beside words that say the same. */
export function StatusMark({ kind, label, size = 12 }: { kind: StatusKind; label?: string; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${COLOURS[kind]}`}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      {SHAPES[kind]}
    </svg>
  );
}

/** A state in colour, shape and word. */
export function Status({ kind, children }: { kind: StatusKind; children: ReactNode }) {
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${COLOURS[kind]}`}>
      <StatusMark kind={kind} />
      {children}
    </span>
  );
}
