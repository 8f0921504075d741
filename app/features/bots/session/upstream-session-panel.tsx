import { RotateCcw } from "lucide-react";
import type { BotProfile } from "~/data/runtime/bot-profile";
import { Button } from "~/ui/button";
import { CopyButton } from "~/ui/copy-button";
import { useUndoable } from "~/ui/overlay/use-undoable";
import { Card } from "~/ui/page/card";
import { botHref } from "../profile/bot-slug";
import { holdsSessions, upstreamSession } from "./upstream-session";

/** The conversation that a bridge holds upstream, and the way to begin a fresh one. */
export function UpstreamSessionPanel({ bot, mayWrite }: { bot: BotProfile; mayWrite: boolean }) {
  const { write, pending } = useUndoable();
  if (!holdsSessions(bot)) return null;
  const key = upstreamSession(bot);
  const action = botHref(bot.slug, "session");
  const clear = () =>
    write({
      action,
      fields: { intent: "clear-session" },
      undo: { intent: "restore-session", revision: String(bot.revision) },
      done: `The next turn of ${bot.name} begins a fresh session.`,
    });
  return (
    <Card title="Session upstream">
      <div className="flex max-w-180 flex-wrap items-center gap-x-4 gap-y-2">
        {key ? (
          <span className="flex min-w-0 items-center gap-1.5">
            <code className="font-mono text-small wrap-anywhere">{key}</code>
            <CopyButton text={key} label="Copy the session key" />
          </span>
        ) : (
          <span className="text-muted">
            None: the next turn begins a fresh one, and its bridge writes the key here.
          </span>
        )}
        {key && mayWrite && (
          <form
            method="post"
            action={action}
            className="contents"
            onSubmit={(event) => (event.preventDefault(), clear())}
          >
            <Button type="submit" name="intent" value="clear-session" icon={RotateCcw} pending={pending !== null}>
              Begin a new session
            </Button>
          </form>
        )}
      </div>
      {key && (
        <p className="max-w-180 pt-2 text-small text-muted">
          The same as /new as the first word to the bot. The next turn starts a conversation that knows nothing of this
          one; turns, memory and settings stay. The key stays in the history, from where it can be brought back.
        </p>
      )}
    </Card>
  );
}
