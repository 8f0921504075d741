import type { ToldBy as Prompt } from "./turn-view";

/** The prompts that told the bot what to do, each by its version. */
export function ToldBy({ prompts }: { prompts: Prompt[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {prompts.map(({ key, scope, version }, index) => (
        <li
          key={index}
          className="inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-[5px] border border-line px-2 text-small text-muted"
        >
          <span className="truncate">{key}</span>
          <b className="font-medium text-text">v{version}</b>
          {scope !== "global" && <span className="truncate text-faint">{scope}</span>}
        </li>
      ))}
    </ul>
  );
}
