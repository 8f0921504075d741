import { Link, useLocation } from "@remix-run/react";
import { EVERY_BOT } from "~/lib/every-bot";
import { BotName } from "~/ui/bot-mark";
import { Button } from "~/ui/button";
import { useUndoable } from "~/ui/overlay/use-undoable";
import { RelativeTime } from "~/ui/relative-time";
import { StatusMark } from "~/ui/status";
import type { FramePauses } from "./frame-data";

const ACTION = "/bots/pauses";

/** Says on every page who may start nothing, for as long as that holds, and lifts it. */
export function PauseStrip({ pauses, mayResume }: { pauses: FramePauses; mayResume: boolean }) {
  const { write, pending } = useUndoable();
  const { pathname } = useLocation();
  const pause = pauses.first[0];
  // On its own page everything stands there already.
  if (!pause || pathname === ACTION) return null;
  const isEvery = pause.bot === EVERY_BOT;
  const only = isEvery || pauses.total === 1;
  const name = isEvery ? "Every bot" : pause.bot;
  const resume = () =>
    write({
      action: ACTION,
      fields: { intent: "resume", bot: pause.bot },
      undo: { intent: "pause", bot: pause.bot, reason: pause.reason, since: pause.at },
      done: `${name} may start turns again.`,
    });
  return (
    <section
      aria-label="Paused"
      className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-soft bg-warn/8 px-4 py-1"
    >
      <StatusMark kind="warning" />
      {only ? (
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5">
          {isEvery ? <b className="font-semibold">Every bot</b> : <BotName slug={pause.bot} />}
          <span>{isEvery ? "is paused: none starts a new turn." : "is paused and starts no new turn."}</span>
          {pause.reason && <span className="min-w-0 truncate text-muted">{pause.reason}</span>}
          <span className="text-small text-muted">
            {pause.by}, <RelativeTime at={pause.at} />
          </span>
        </p>
      ) : (
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">
          <span>{`${pauses.total} bots are paused:`}</span>
          {pauses.first.map(({ bot }) => (
            <BotName key={bot} slug={bot} />
          ))}
          {pauses.total > pauses.first.length && (
            <span className="text-muted">{`and ${pauses.total - pauses.first.length} more`}</span>
          )}
        </p>
      )}
      <Link to={ACTION} className="text-small text-muted underline-offset-2 hover:text-text hover:underline">
        Pauses
      </Link>
      {mayResume && only && (
        <form
          method="post"
          action={ACTION}
          className="contents"
          onSubmit={(event) => (event.preventDefault(), resume())}
        >
          <input type="hidden" name="bot" value={pause.bot} />
          <Button
            type="submit"
            name="intent"
            value="resume"
            size="small"
            pending={pending !== null}
            aria-label={`Resume ${isEvery ? "every bot" : pause.bot}`}
          >
            Resume
          </Button>
        </form>
      )}
    </section>
  );
}
