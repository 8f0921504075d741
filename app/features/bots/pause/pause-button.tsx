import { Pause, Play } from "lucide-react";
import { Button } from "~/ui/button";
import { useUndoable } from "~/ui/overlay/use-undoable";

export type OwnPause = { reason: string; since: string } | null;

const ACTION = "/bots/pauses";

/** Stops a bot from starting turns, or lets it go on; either can be taken back. A form where there is no script. */
export function PauseButton({ slug, name, pause }: { slug: string; name: string; pause: OwnPause }) {
  const { write, pending } = useUndoable();
  const intent = pause ? "resume" : "pause";
  const change = () =>
    pause
      ? write({
          action: ACTION,
          fields: { intent, bot: slug },
          undo: { intent: "pause", bot: slug, reason: pause.reason, since: pause.since },
          done: `${name} may start turns again.`,
        })
      : write({
          action: ACTION,
          fields: { intent, bot: slug, reason: "" },
          undo: { intent: "resume", bot: slug },
          done: `${name} starts no new turn. What runs goes on.`,
        });
  return (
    <form method="post" action={ACTION} className="contents" onSubmit={(event) => (event.preventDefault(), change())}>
      <input type="hidden" name="bot" value={slug} />
      <Button type="submit" name="intent" value={intent} icon={pause ? Play : Pause} pending={pending !== null}>
        {pause ? "Resume" : "Pause"}
      </Button>
    </form>
  );
}
