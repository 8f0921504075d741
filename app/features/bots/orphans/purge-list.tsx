import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { BotPurge } from "~/data/runtime/bot-purges.server";
import { formatNumber } from "~/lib/numbers";
import { BotName } from "~/ui/bot-mark";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";

const LOOK_EVERY_MS = 1_000;
const STATES = { running: ["running", "Purging"], done: ["ok", "Purged"], stopped: ["off", "Stopped"] } as const;
const KINDS = {
  turns: "turn",
  tool_calls: "tool call",
  llm_calls: "model call",
  events: "event",
  sessions: "session",
  settings: "setting",
  prompts: "prompt",
  pauses: "pause",
  masks: "masking rule",
} as const;

function receiptOf({ removed }: BotPurge): string {
  const parts = (Object.keys(KINDS) as (keyof typeof KINDS)[])
    .filter((kind) => removed[kind])
    .map((kind) => `${formatNumber(removed[kind])} ${KINDS[kind]}${removed[kind] === 1 ? "" : "s"}`);
  return parts.length > 0 ? parts.join(", ") : "nothing yet";
}

/** What is on its way out, how far it is, and what is gone. */
export function PurgeList({ purges, mayPurge }: { purges: readonly BotPurge[]; mayPurge: boolean }) {
  const { revalidate } = useRevalidator();
  const isRunning = purges.some(({ state }) => state === "running");
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => document.hidden || revalidate(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isRunning, revalidate]);
  return (
    <ul aria-live="polite" className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
      {purges.map((purge) => (
        <li key={purge.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
          <Status kind={STATES[purge.state][0]}>{STATES[purge.state][1]}</Status>
          <BotName slug={purge.bot_id} />
          {purge.state === "running" && (
            <progress
              aria-label={`Purge of ${purge.bot_id}`}
              max={Math.max(1, purge.expected_turns)}
              value={Math.min(purge.removed.turns ?? 0, purge.expected_turns)}
              className="h-1.5 w-32 accent-brass"
            />
          )}
          <span className="min-w-0 flex-1 text-small text-muted tabular-nums">{receiptOf(purge)}</span>
          <span className="text-small text-faint">
            {purge.requested_by}, <RelativeTime at={purge.finished_at ?? purge.requested_at} />
          </span>
          {purge.state === "running" && mayPurge && (
            <Form className="contents">
              <input type="hidden" name="id" value={purge.id} />
              <SubmitButton intent="stop" match={{ name: "id", value: purge.id }} tone="secondary" size="small">
                Stop
              </SubmitButton>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
