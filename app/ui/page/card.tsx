import type { ReactNode } from "react";

type Props = { title?: ReactNode; actions?: ReactNode; children: ReactNode; flush?: boolean; className?: string };

/** A raised surface. `flush` leaves the edges to the content (a list, a table). */
export function Card({ title, actions, children, flush = false, className = "" }: Props) {
  return (
    <section className={`min-w-0 rounded-card border border-line-soft bg-raised ${className}`}>
      {(title || actions) && (
        <div className="flex min-h-10 flex-wrap items-center gap-2 px-3 pt-1.5">
          {title && <h3 className="min-w-0 flex-1 font-semibold">{title}</h3>}
          {actions}
        </div>
      )}
      <div className={flush ? "" : title || actions ? "px-3 pt-1 pb-3" : "p-3"}>{children}</div>
    </section>
  );
}
