import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDuration } from "~/lib/duration";
import { formatNumber } from "~/lib/numbers";
import { Status, StatusMark } from "~/ui/status";
import type { ReplayRun, ReplayTool } from "./replay-run";

/** A text that grows many times a second is laid out each time: of a long one only its end. */
const SHOWN_CHARS = 12_000;

type Props = { run: ReplayRun; turn: string | null; isAtEnd: boolean };

/** What a run had said and done at one moment. */
export function ReplayView({ run, turn, isAtEnd }: Props) {
  const isRunning = run.status === "running";
  const differs = run.done !== null && run.done !== run.response;
  return (
    <div className="flex min-w-0 flex-col gap-3.5">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status kind={isRunning ? "running" : run.status === "error" || run.error ? "error" : "ok"}>
          {isRunning ? "Running" : run.status}
        </Status>
        <span className="min-w-0 truncate font-mono text-small text-muted">{run.run ?? "outside of any run"}</span>
        {run.model && <span className="text-small text-faint">{run.model}</span>}
        {turn && (
          <Link to={`/turns/${turn}`} className="text-small underline underline-offset-2">
            Its turn
          </Link>
        )}
      </header>
      {run.prompt && (
        <Said who="User">
          <Text text={run.prompt} />
        </Said>
      )}
      {run.reasoning && (
        <Said who="Reasoning">
          <Text text={run.reasoning} tone="text-muted italic" />
        </Said>
      )}
      {run.tools.length > 0 && (
        <Said who="Tools">
          <ul className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
            {run.tools.map((tool) => (
              <Tool key={tool.call} tool={tool} />
            ))}
          </ul>
        </Said>
      )}
      <Said who="Assistant">
        {run.response ? (
          <Text text={run.response} />
        ) : (
          <p className="text-faint">{isRunning && !isAtEnd ? "Nothing yet" : "Nothing"}</p>
        )}
        {differs && (
          <details className="mt-1 text-small text-warn">
            <summary className="cursor-pointer">The finished text differs: pieces of it are missing here</summary>
            <Text text={run.done ?? ""} />
          </details>
        )}
      </Said>
      {run.error && (
        <p className="rounded-control bg-err/10 px-3 py-2 text-small wrap-anywhere whitespace-pre-wrap text-err">
          {run.error}
        </p>
      )}
    </div>
  );
}

function Said({ who, children }: { who: string; children: ReactNode }) {
  return (
    <section aria-label={who} className="min-w-0">
      <h3 className="text-label font-medium text-faint">{who}</h3>
      {children}
    </section>
  );
}

function Text({ text, tone = "" }: { text: string; tone?: string }) {
  const hidden = text.length - SHOWN_CHARS;
  return (
    <>
      {hidden > 0 && <p className="text-small text-faint">{formatNumber(hidden)} characters before this</p>}
      <p className={`max-w-180 wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext] ${tone}`}>
        {hidden > 0 ? text.slice(-SHOWN_CHARS) : text}
      </p>
    </>
  );
}

const WORDS = { running: "Running", ok: "Done", error: "Failed" };

function Tool({ tool }: { tool: ReplayTool }) {
  const { name, state, parent, from, to, result } = tool;
  return (
    <li className={parent ? "pl-5" : ""}>
      <details>
        <summary className="flex cursor-pointer list-none items-center gap-2 px-2.5 py-1 hover:bg-sunken">
          <StatusMark kind={state} label={WORDS[state]} />
          <span className="shrink-0 font-mono text-small">{name}</span>
          <span className="min-w-0 flex-1 truncate font-mono text-small text-faint">{tool.arguments}</span>
          <span className="text-small text-faint tabular-nums">{to === null ? "" : formatDuration(to - from)}</span>
        </summary>
        <pre className="max-h-60 overflow-auto px-2.5 pb-2 text-small whitespace-pre-wrap wrap-anywhere text-muted">
          {[tool.arguments, result].filter(Boolean).join("\n→ ")}
        </pre>
      </details>
    </li>
  );
}
