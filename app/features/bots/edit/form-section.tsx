import type { ReactNode } from "react";

type Props = { id: string; title: string; help?: ReactNode; children: ReactNode };

/** A part of the long form, with an address of its own. */
export function FormSection({ id, title, help, children }: Props) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="flex scroll-mt-4 flex-col gap-3 border-t border-line-soft pt-5"
    >
      <div>
        <h2 id={`${id}-title`} className="text-title font-semibold">
          {title}
        </h2>
        {help && <p className="text-muted">{help}</p>}
      </div>
      {children}
    </section>
  );
}

/** Two controls beside each other where there is room. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className="grid gap-3 sm:grid-cols-2">{children}</div>;
}
