import { Pause, Play } from "lucide-react";
import { Button } from "~/ui/button";
import { useUndoable } from "~/ui/overlay/use-undoable";

const ACTION = "/bots/pauses";
const MOST = 1_000;

type Bot = { slug: string; isPaused: boolean };

/** Pauses the chosen bots that run, or resumes those that are paused. Only what is changed is taken back. */
export function PauseChosen({ bots }: { bots: readonly Bot[] }) {
  const { write, pending } = useUndoable();
  const running = bots.filter(({ isPaused }) => !isPaused).slice(0, MOST);
  const isPausing = running.length > 0;
  const chosen = isPausing ? running : bots.slice(0, MOST);
  const count = `${chosen.length} ${chosen.length === 1 ? "bot" : "bots"}`;
  const names = chosen.map(({ slug }) => slug).join(",");
  const change = () =>
    write({
      action: ACTION,
      fields: { intent: isPausing ? "pause-chosen" : "resume-chosen", bots: names },
      undo: { intent: isPausing ? "resume-chosen" : "pause-chosen", bots: names },
      done: isPausing ? `${count} paused: no new turn begins.` : `${count} may start turns again.`,
    });
  return (
    <Button icon={isPausing ? Pause : Play} pending={pending !== null} onClick={change}>
      {isPausing ? "Pause" : "Resume"}
    </Button>
  );
}
