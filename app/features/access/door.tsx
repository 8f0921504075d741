import type { ReactNode } from "react";
import { WheelMark } from "~/ui/wheel-mark";

type Props = { title: string; children?: ReactNode; lead?: ReactNode; foot?: ReactNode };

/** A page in front of the frame: one thing to do, in the middle. */
export function Door({ title, lead, children, foot }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center bg-base px-4 py-10">
      <div className="flex w-full max-w-90 flex-col gap-6">
        <header className="flex flex-col gap-3">
          <WheelMark size={30} />
          <div className="flex flex-col gap-1">
            <h1 className="text-[20px] leading-7 font-semibold tracking-[-0.015em]">{title}</h1>
            {lead && <p className="text-muted">{lead}</p>}
          </div>
        </header>
        {children}
        {foot && <footer className="border-t border-line-soft pt-4 text-small text-faint">{foot}</footer>}
      </div>
    </main>
  );
}
