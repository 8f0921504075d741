import { CopyButton } from "../copy-button";

/** A line for the terminal, to read or to copy. */
export function Command({ children }: { children: string }) {
  return (
    <div className="flex max-w-full items-start gap-2 rounded-control border border-line-soft bg-sunken py-1 pr-1 pl-2.5 text-left">
      <pre
        className="min-w-0 flex-1 overflow-x-auto py-[3px] text-small leading-[18px]"
        tabIndex={0}
        aria-label="Command"
      >
        {children}
      </pre>
      <CopyButton text={children} label="Copy the command" />
    </div>
  );
}
