import type { ReactNode } from "react";

export type StatusKind = "running" | "ok" | "warning" | "error" | "off" | "unknown";

/** The mark alone. Without `label` it is decoration beside words that say the same. */
export function StatusMark({ kind, label, size }: { kind: StatusKind; label?: string; size?: number }) {
  return (
    <span
      className={`status-mark is-${kind}`}
      style={size ? { width: size, height: size } : undefined}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}

/** A state in colour, shape and word. A list has one in every row: one element says it all. */
export function Status({ kind, children }: { kind: StatusKind; children: ReactNode }) {
  return <span className={`status is-${kind}`}>{children}</span>;
}
