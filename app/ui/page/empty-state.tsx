import type { ReactNode } from "react";
import { Command } from "../overlay/command";
import type { Icon } from "../icon";

type Props = {
  icon?: Icon;
  title: string;
  /** Why there is nothing. */
  children: ReactNode;
  /** The next step: usually one button or link. */
  action?: ReactNode;
  /** A line for the terminal that makes the first row appear. */
  command?: string;
};

export function EmptyState({ icon: IconMark, title, children, action, command }: Props) {
  return (
    <div className="mx-auto flex max-w-130 flex-col items-center gap-3 px-4 py-12 text-center">
      {IconMark && <IconMark size={22} strokeWidth={1.5} className="text-faint" />}
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold">{title}</h2>
        <div className="text-muted">{children}</div>
      </div>
      {action}
      {command && (
        <div className="w-full">
          <Command>{command}</Command>
        </div>
      )}
    </div>
  );
}
