import { Badge, type BadgeTone } from "~/ui/badge";

const TONES: Record<string, BadgeTone> = {
  assistant_delta: "plain",
  assistant_done: "ok",
  reasoning_delta: "plain",
  usage_update: "plain",
  tool_start: "run",
  tool_end: "run",
  user_message: "brass",
  run_started: "brass",
  run_completed: "ok",
  system_note: "plain",
  error: "err",
  session_reset: "warn",
  thread_switched: "warn",
  await_tool_result: "warn",
  approval_required: "warn",
  tool_preapproved: "plain",
  subagent_started: "run",
  subagent_progress: "run",
  subagent_done: "run",
  file_changed: "plain",
};

/** Kinds that this console does not know are shown as notes of the system, whatever they are called. */
export function isKnownKind(kind: string): boolean {
  return Object.hasOwn(TONES, kind);
}

export function EventKind({ kind }: { kind: string }) {
  if (isKnownKind(kind)) return <Badge tone={TONES[kind]}>{kind}</Badge>;
  return (
    <span title="This console does not know the kind; it is shown as a system note">
      <Badge>system_note</Badge> <span className="font-mono text-small text-faint">{kind}</span>
    </span>
  );
}
