import { Link } from "@remix-run/react";
import { ChevronDown } from "lucide-react";
import { useEffect, useRef } from "react";
import { useLocation } from "@remix-run/react";
import { buttonClass } from "~/ui/button-class";
import { promptHref } from "../prompt-href";
import { ScopeName } from "../scope-name";
import type { PromptFrameData } from "./prompt-frame.server";

/** Everybody's text, each bot's own, and what came with the product. It opens without script too. */
export function ScopeSwitch({ frame }: { frame: PromptFrameData }) {
  const box = useRef<HTMLDetailsElement>(null);
  const { key, search } = useLocation();
  useEffect(() => {
    if (box.current) box.current.open = false;
  }, [key, search]);
  const scopes = [
    ...(frame.scopes.some(({ scope }) => scope === "global") || frame.scope === "global" ? [] : ["global"]),
    ...frame.scopes.map(({ scope }) => scope),
  ];
  if (frame.scope === "global" && !scopes.includes("global")) scopes.unshift("global");
  if (frame.scope.startsWith("bot:") && !scopes.includes(frame.scope)) scopes.push(frame.scope);
  if (frame.shipped) scopes.push("default");
  return (
    <details ref={box} className="relative">
      <summary className={`${buttonClass()} max-w-56 cursor-pointer list-none`}>
        <span className="sr-only">For</span>
        <ScopeName scope={frame.scope} />
        <ChevronDown size={13} strokeWidth={1.8} aria-hidden="true" className="shrink-0 text-faint" />
      </summary>
      <ul className="absolute right-0 z-20 mt-1 max-h-80 w-72 overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-pop max-sm:right-auto max-sm:left-0">
        {scopes.map((scope) => (
          <li key={scope}>
            <Link
              to={promptHref({ key: frame.key, scope })}
              aria-current={scope === frame.scope || undefined}
              className="flex min-h-8 items-center gap-3 rounded-control px-2 hover:bg-sunken aria-[current]:bg-wash"
            >
              <span className="min-w-0 flex-1 truncate">
                <ScopeName scope={scope} />
              </span>
              <span className="text-small text-faint tabular-nums">{noteOf(frame, scope)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

function noteOf({ scopes }: PromptFrameData, scope: string): string {
  const row = scopes.find((each) => each.scope === scope);
  if (row) return `v${row.active_version}${row.is_pinned ? ", pinned" : ""}`;
  return scope === "default" ? "" : "not written";
}
