import type { ReactNode } from "react";

/** The body of a page under the top bar. `wide` pages (tables) own their edges; others keep 16 px. */
export function Page({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={wide ? "flex min-h-full flex-col" : "flex w-full max-w-[1600px] flex-col gap-4 p-4"}>
      {children}
    </div>
  );
}

/** What the page is about, beyond the title in the top bar, and what can be done here. */
export function PageHeader({
  title,
  children,
  actions,
}: {
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        {title && <h2 className="text-title font-semibold tracking-[-0.01em]">{title}</h2>}
        {children && <div className="max-w-180 text-muted">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

type SectionProps = { title: ReactNode; help?: ReactNode; actions?: ReactNode; children: ReactNode; id?: string };

/** A titled part of a page. */
export function Section({ title, help, actions, children, id }: SectionProps) {
  return (
    <section id={id} className="flex flex-col gap-2">
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-semibold">{title}</h2>
        {help && <p className="min-w-0 text-small text-faint">{help}</p>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
