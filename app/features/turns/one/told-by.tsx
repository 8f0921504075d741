import { Link } from "@remix-run/react";
import type { ToldBy as Prompt } from "./turn-view";

/** Its own page: the text of that version against what is active now. */
function hrefOf({ key, scope, version }: Prompt): string {
  const search = new URLSearchParams(scope === "global" ? {} : { scope });
  if (scope !== "default") search.set("version", String(version));
  return `/prompts/${encodeURIComponent(key)}?${search.toString()}`;
}

/** The prompts that told the bot what to do, each by its version and leading to it. */
export function ToldBy({ prompts }: { prompts: Prompt[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {prompts.map((prompt, index) => {
        const { key, scope, version } = prompt;
        return (
          <li key={index} className="max-w-full">
            <Link
              to={hrefOf(prompt)}
              className="inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-[5px] border border-line px-2 text-small text-muted hover:border-faint hover:text-text"
            >
              <span className="truncate">{key}</span>
              <b className="font-medium text-text">v{version}</b>
              {scope !== "global" && <span className="truncate text-faint">{scope}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
