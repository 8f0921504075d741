import { BotName } from "~/ui/bot-mark";
import { Button } from "~/ui/button";
import { useUndoable } from "~/ui/overlay/use-undoable";
import { RelativeTime } from "~/ui/relative-time";
import { Status } from "~/ui/status";
import { EVERY_BOT } from "~/lib/every-bot";

type Pause = { bot_id: string; paused_at: string; paused_by: string; reason: string };

type Undoable = ReturnType<typeof useUndoable>;

function PauseRow({
  pause,
  mayWrite,
  write,
  isPending,
}: {
  pause: Pause;
  mayWrite: boolean;
  write: Undoable["write"];
  isPending: boolean;
}) {
  const name = pause.bot_id === EVERY_BOT ? "Every bot" : pause.bot_id;
  return (
    <li className={`flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 ${isPending ? "opacity-50" : ""}`}>
      {pause.bot_id === EVERY_BOT ? (
        <Status kind="warning">
          <b className="font-semibold">Every bot</b>
        </Status>
      ) : (
        <BotName slug={pause.bot_id} />
      )}
      <span className="min-w-0 flex-1 truncate text-muted">{pause.reason}</span>
      <span className="text-small text-faint">
        {pause.paused_by}, <RelativeTime at={pause.paused_at} />
      </span>
      {mayWrite && (
        <Button
          size="small"
          pending={isPending}
          aria-label={`Resume ${name}`}
          onClick={() =>
            write({
              fields: { intent: "resume", bot: pause.bot_id },
              undo: { intent: "pause", bot: pause.bot_id, reason: pause.reason, since: pause.paused_at },
              done: `${name} may start turns again.`,
            })
          }
        >
          Resume
        </Button>
      )}
    </li>
  );
}

export function PauseList({ pauses, mayWrite }: { pauses: readonly Pause[]; mayWrite: boolean }) {
  // Here and not in the row: a row goes with its pause, and the way back must stay.
  const { write, pending } = useUndoable();
  if (pauses.length === 0) return <p className="text-muted">No bot is paused.</p>;
  return (
    <ul className="divide-y divide-line-soft rounded-card border border-line-soft bg-raised">
      {pauses.map((pause) => (
        <PauseRow
          key={pause.bot_id}
          pause={pause}
          mayWrite={mayWrite}
          write={write}
          isPending={pending?.bot === pause.bot_id}
        />
      ))}
    </ul>
  );
}
