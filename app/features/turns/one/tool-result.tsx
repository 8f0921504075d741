import { useRef, useState } from "react";
import { formatBytes } from "~/lib/bytes";
import { formatNumber } from "~/lib/numbers";
import { Button } from "~/ui/button";
import { LongText } from "~/ui/page/long-text";
import type { ToolDetail } from "./whole-turn";

const PAGE_BYTES = 65_536;

/** A result as it begins; the rest comes page by page, or as a file. */
export function ToolResult({ tool, href }: { tool: ToolDetail; href: string }) {
  const [more, setMore] = useState("");
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const place = useRef<{ byte: number; decoder: TextDecoder } | null>(null);
  if (tool.result === null) return <p className="text-small text-faint">No result yet.</p>;
  const text = tool.result + more;
  const size = tool.result_bytes ?? 0;
  const known = place.current?.byte ?? new TextEncoder().encode(tool.result).length;
  const hasMore = known < size;

  const load = async () => {
    // One decoder for all pages: a page may end in the middle of a character.
    const at = (place.current ??= { byte: known, decoder: new TextDecoder() });
    setState("loading");
    const answer = await fetch(href, { headers: { Range: `bytes=${at.byte}-${at.byte + PAGE_BYTES - 1}` } }).catch(
      () => null,
    );
    if (answer?.status !== 206) return setState("failed");
    const bytes = await answer.arrayBuffer();
    at.byte += bytes.byteLength;
    setMore((before) => before + at.decoder.decode(bytes, { stream: true }));
    setState("idle");
  };
  return (
    <div className="min-w-0">
      <LongText text={text} label="Result" first={200_000} className="max-h-80 rounded-control bg-sunken px-2 py-1.5" />
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-faint tabular-nums">
        <span>
          {hasMore ? `${formatBytes(known)} of ${formatBytes(size)}` : formatBytes(size)}
          {tool.result_chars !== null && `, ${formatNumber(tool.result_chars)} characters`}
        </span>
        {hasMore && (
          <Button size="small" className="needs-script" pending={state === "loading"} onClick={() => void load()}>
            Show {formatBytes(Math.min(PAGE_BYTES, size - known))} more
          </Button>
        )}
        <a href={href} className="underline underline-offset-2">
          Open raw
        </a>
        <a href={`${href}?download`} download className="underline underline-offset-2">
          Download
        </a>
        {state === "failed" && (
          <span role="alert" className="text-err">
            The rest is no longer kept, or could not be loaded.
          </span>
        )}
      </p>
    </div>
  );
}
