import { Link } from "@remix-run/react";
import type { ReplayPart } from "./replay-part.server";
import type { getReplayFrame } from "./archive.server";
import { replayPath, sessionPath } from "./event-paths";
import { SessionName } from "./event-tables";
import { ReplayLog } from "./replay-log";
import { ReplayTransport } from "./replay-transport";
import { ReplayView } from "./replay-view";
import { useReplay } from "./use-replay";

type Props = Awaited<ReturnType<typeof getReplayFrame>> & { part: ReplayPart; at: string | null };

/** A session as it went: what was said at any moment of it, and everything that made it so. */
export function ReplayPage(props: Props) {
  const { session, run, summary, gaps, runs, turn, isRunning, part, at } = props;
  const replay = useReplay({ session, run, summary, isRunning, first: part, at });
  const startedAt = Date.parse(summary.started_at);
  const { reel, index } = replay;
  return (
    <div className="flex min-h-full flex-col md:h-full">
      <ReplayTransport
        replay={replay}
        startedAt={startedAt}
        lastAt={Date.parse(summary.last_at)}
        gaps={gaps}
        isRunning={isRunning}
      />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <div className="min-w-0 flex-1 overflow-y-auto p-3.5">
          <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-muted">
            <SessionName session={session} />
            {run !== null && (
              <Link to={replayPath(session, null)} className="underline underline-offset-2">
                The whole session
              </Link>
            )}
            <Link
              to={`${sessionPath(session)}?peek=${replay.event?.id ?? ""}`}
              className="underline underline-offset-2"
            >
              This event
            </Link>
          </div>
          <ReplayView
            run={reel.runAt(index)}
            turn={turn}
            isAtEnd={!replay.hasMore && index >= reel.events.length - 1}
          />
          {run === null && runs.length > 1 && (
            <details className="mt-6 text-small">
              <summary className="cursor-pointer text-muted">Its {runs.length} runs</summary>
              <ul className="mt-1 flex flex-col gap-0.5">
                {runs.map(({ run_id: id, text }) => (
                  <li key={id} className="flex min-w-0 gap-3">
                    <Link to={replayPath(session, id)} className="shrink-0 font-mono underline underline-offset-2">
                      {id}
                    </Link>
                    <bdi className="min-w-0 truncate text-faint">{text}</bdi>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
        <aside
          aria-label="Events"
          className="flex min-h-0 w-[460px] shrink-0 flex-col border-l border-line-soft max-lg:w-[360px] max-md:h-80 max-md:w-full max-md:border-t max-md:border-l-0"
        >
          <ReplayLog events={reel.events} index={index} startedAt={startedAt} onPick={replay.goTo} />
        </aside>
      </div>
      <p role="status" className="sr-only">
        {replay.pending ? "Loading more of the archive" : ""}
      </p>
    </div>
  );
}
