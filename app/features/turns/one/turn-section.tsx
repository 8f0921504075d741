import type { ReactNode } from "react";

type Props = { id: string; title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode };

/** A part of a turn's page, with an address: #prompt, #tools. */
export function TurnSection({ id, title, note, actions, children }: Props) {
  return (
    <section aria-labelledby={`${id}-title`} id={id} className="flex min-w-0 scroll-mt-12 flex-col gap-2">
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={`${id}-title`} className="font-semibold">
          {title}
        </h2>
        {note && <span className="text-small text-faint tabular-nums">{note}</span>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-1.5">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** What stands where a text would be. */
export function NoText({ expired, children }: { expired: boolean; children: ReactNode }) {
  return <p className="text-faint">{expired ? "No longer kept: the texts of this day have expired." : children}</p>;
}

export function Surface({ children }: { children: ReactNode }) {
  return <div className="min-w-0 rounded-card border border-line-soft bg-raised px-3 py-2.5">{children}</div>;
}
