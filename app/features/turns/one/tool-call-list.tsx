import { useState, type ReactNode } from "react";
import { formatDuration, formatSeconds } from "~/lib/duration";
import { Status, type StatusKind } from "~/ui/status";
import { PartText } from "./part-text";
import { ToolResult } from "./tool-result";
import { turnHref, type CallSpan } from "./turn-view";
import type { WaterfallRow } from "./turn-waterfall-rows";
import type { ToolDetail } from "./whole-turn";

export const CALL_STATUS: Record<CallSpan["status"], StatusKind> = {
  running: "running",
  ok: "ok",
  error: "error",
  interrupted: "warning",
};

export function callAnchor(span: Pick<CallSpan, "kind" | "id">): string {
  return `${span.kind}-${span.id}`;
}

/** The bodies of further calls are drawn when they are opened: fifty at once would double the time the page takes. */
const DRAWN_AT_ONCE = 10;

type Props = { turnId: string; rows: WaterfallRow[]; tools: ToolDetail[] };

/** The tool calls in order, each below the one that made it. Failed ones are open. */
export function ToolCallList({ turnId, rows, tools }: Props) {
  const details = new Map(tools.map((tool) => [tool.call_id, tool]));
  return (
    <ol className="flex min-w-0 flex-col divide-y divide-line-soft overflow-hidden rounded-card border border-line-soft bg-raised [font-variant-ligatures:none]">
      {rows.map((row, index) => (
        <li key={row.span.id} className="min-w-0" style={{ paddingLeft: Math.min(row.depth, 6) * 18 }}>
          <ToolCall turnId={turnId} row={row} tool={details.get(row.span.id)} isDrawn={index < DRAWN_AT_ONCE} />
        </li>
      ))}
    </ol>
  );
}

type CallProps = { turnId: string; row: WaterfallRow; tool: ToolDetail | undefined; isDrawn: boolean };

function ToolCall({ turnId, row, tool, isDrawn }: CallProps) {
  const { span } = row;
  const [wasOpened, setWasOpened] = useState(isDrawn || span.status === "error");
  const base = `${turnHref(turnId)}/tool-calls/${encodeURIComponent(span.id)}`;
  return (
    <details
      open={span.status === "error" || undefined}
      onToggle={(event) => event.currentTarget.open && setWasOpened(true)}
      className="group min-w-0"
    >
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-3 px-3 py-1 hover:bg-sunken">
        <span aria-hidden="true" className="text-faint transition-transform group-open:rotate-90">
          ›
        </span>
        <span className="max-w-[45%] shrink-0 truncate font-mono text-small">{span.name}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-small text-faint">
          {oneLine(tool?.arguments?.text)}
        </span>
        <Status kind={CALL_STATUS[span.status]}>{span.status}</Status>
        <span className="w-14 shrink-0 text-right text-small text-muted tabular-nums">{formatSeconds(row.tookMs)}</span>
      </summary>
      {/* The anchor is inside: a browser that follows it opens the call. */}
      <div id={callAnchor(span)} className="flex min-w-0 scroll-mt-24 flex-col gap-3 px-3 pt-1 pb-3 sm:pl-9">
        {wasOpened ? (
          <CallBody row={row} tool={tool} base={base} />
        ) : (
          <p className="flex gap-3 text-small text-faint underline underline-offset-2">
            <a href={`${base}/arguments`}>Arguments</a>
            <a href={`${base}/result`}>Result</a>
          </p>
        )}
      </div>
    </details>
  );
}

function CallBody({ row, tool, base }: { row: WaterfallRow; tool: ToolDetail | undefined; base: string }) {
  const { span } = row;
  return (
    <>
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-small text-faint tabular-nums">
        <span>began after {formatDuration(row.beginsMs)}</span>
        {tool?.iteration !== null && tool?.iteration !== undefined && <span>iteration {tool.iteration}</span>}
        {span.parent !== null && (
          <span>
            made by{" "}
            <a href={`#tool-${span.parent}`} className="underline underline-offset-2">
              {span.parent}
            </a>
          </span>
        )}
        <code className="truncate">{span.id}</code>
      </p>
      <Labelled name="Arguments">
        {tool?.arguments ? (
          <PartText
            head={{ text: indented(tool.arguments.text), chars: indentedChars(tool.arguments) }}
            href={`${base}/arguments`}
            label={`Arguments of ${span.name}`}
            className="max-h-80 rounded-control bg-sunken px-2 py-1.5"
          />
        ) : (
          <p className="text-small text-faint">None were sent.</p>
        )}
      </Labelled>
      <Labelled name="Result">
        {tool ? (
          <ToolResult tool={tool} href={`${base}/result`} />
        ) : (
          <p className="text-small text-faint">No result yet.</p>
        )}
      </Labelled>
    </>
  );
}

function Labelled({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-label text-faint">{name}</span>
      {children}
    </div>
  );
}

function oneLine(text: string | undefined): string {
  return (text ?? "").slice(0, 300).replace(/\s+/g, " ");
}

/** A number too long for JavaScript would change; then it stays as it was sent. */
function indented(text: string): string {
  if (/\d{16}/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}

function indentedChars(head: { text: string; chars: number }): number {
  const isWhole = [...head.text].length >= head.chars;
  return isWhole ? 0 : head.chars;
}
