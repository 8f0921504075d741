import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { BotDeletion } from "~/data/runtime/bot-deletions.server";
import { formatNumber } from "~/lib/numbers";
import { Card } from "~/ui/page/card";
import { RelativeTime } from "~/ui/relative-time";
import { Status, type StatusKind } from "~/ui/status";

const LOOK_AGAIN_MS = 1_200;
const STATES: Record<BotDeletion["state"], { kind: StatusKind; word: string }> = {
  waiting: { kind: "running", word: "Waiting to begin" },
  running: { kind: "running", word: "Deleting" },
  done: { kind: "ok", word: "Done" },
  failed: { kind: "error", word: "Failed" },
};
const WORDS: Record<string, string> = {
  profiles: "profile",
  masking_rules: "masking rules",
  keys: "keys that lost it",
  tool_calls: "tool calls",
  tool_results: "tool results",
  llm_calls: "model calls",
  payloads: "texts of turns",
};

/** What went, and how far it has come. */
export function DeletionReceipt({ deletion }: { deletion: BotDeletion }) {
  const { state, counts, turns_expected: expected } = deletion;
  const { revalidate } = useRevalidator();
  const isOpen = state === "waiting" || state === "running";
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isOpen, deletion, revalidate]);
  const turns = counts.turns ?? 0;
  return (
    <Card title={`${deletion.name} was deleted`}>
      <div className="flex max-w-180 flex-col gap-3">
        <p className="text-muted">
          {deletion.asked_by} deleted <code className="font-mono">{deletion.names.join(", ")}</code>
          {deletion.is_purge ? " and everything under it" : ", and kept its data"},{" "}
          <RelativeTime at={deletion.asked_at} />.
        </p>
        <div role="status" className="flex flex-wrap items-center gap-3">
          <Status kind={STATES[state].kind}>{STATES[state].word}</Status>
          {isOpen && (
            <span className="tabular-nums">
              {formatNumber(turns)} of about {formatNumber(Math.max(expected, turns))} turns
            </span>
          )}
        </div>
        {isOpen && (
          <progress
            aria-label="Turns deleted"
            value={turns}
            max={Math.max(expected, turns, 1)}
            className="h-1.5 w-full accent-[var(--brass)]"
          />
        )}
        {deletion.problem && <p className="text-err">{deletion.problem}</p>}
        <ul aria-label="What went" className="flex flex-col">
          {Object.entries(counts)
            .filter(([, count]) => count > 0)
            .map(([kind, count]) => (
              <li key={kind} className="flex gap-3 py-0.5">
                <span className="w-14 text-right tabular-nums">{formatNumber(count)}</span>
                <span>{WORDS[kind] ?? kind}</span>
              </li>
            ))}
        </ul>
      </div>
    </Card>
  );
}
