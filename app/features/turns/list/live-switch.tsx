import { Button } from "~/ui/button";
import { useShortcut } from "~/ui/shortcuts";
import { StatusMark, type StatusKind } from "~/ui/status";
import { setPaused, useIsPaused, useLiveState, type LiveState } from "./live-state";

const LOOK: Record<LiveState, { kind: StatusKind; word: string; hint: string }> = {
  live: { kind: "running", word: "Live", hint: "New turns appear by themselves. Press p to pause." },
  connecting: { kind: "unknown", word: "Live", hint: "On the way to the stream." },
  paused: { kind: "off", word: "Paused", hint: "The list stands still. Press p to go on." },
  off: { kind: "off", word: "Not live", hint: "The range ends in the past, or this is not its first page." },
};

/** Whether the list follows what happens, and the way to hold it. */
export function LiveSwitch() {
  const state = useLiveState();
  const isPaused = useIsPaused();
  const { kind, word, hint } = LOOK[state];
  const isOff = state === "off";
  const toggle = () => setPaused(!isPaused);
  useShortcut(isOff ? null : "p", isPaused ? "Go on live" : "Pause live", toggle);
  return (
    <Button
      onClick={toggle}
      disabled={isOff}
      aria-pressed={isOff ? undefined : !isPaused}
      aria-label="Live updates"
      title={hint}
      className="needs-script max-sm:w-7 max-sm:!px-0"
    >
      <StatusMark kind={kind} />
      <span className="max-sm:hidden">{word}</span>
    </Button>
  );
}
