import { ChevronFirst, ChevronLast, Pause, Play, Radio, StepBack, StepForward } from "lucide-react";
import type { KeyboardEvent } from "react";
import { formatDuration } from "~/lib/duration";
import { formatNumber } from "~/lib/numbers";
import { Button } from "~/ui/button";
import { IconButton } from "~/ui/icon-button";
import { useShortcut } from "~/ui/shortcuts";
import { stepOf } from "./replay-axis";
import { SPEEDS, type Speed } from "./use-playback";
import type { ReplayControls } from "./use-replay";

const FAR = 25;

type Props = {
  replay: ReplayControls;
  startedAt: number;
  lastAt: number;
  gaps: readonly { before: number; next: number }[];
  isRunning: boolean;
};

/** Play, pause, step, speed, and the line on which all of it lies. */
export function ReplayTransport({ replay, startedAt, lastAt, gaps, isRunning }: Props) {
  const { axis, event, isPlaying, isFollowing, speed } = replay;
  const at = event ? stepOf(axis, event) : 0;
  const since = formatDuration(event ? event.at - startedAt : 0);
  const number = event?.seq === null || event === undefined ? "no number" : `number ${formatNumber(event.seq)}`;
  const group = "Replay";
  const stop = (work: () => void) => () => {
    replay.pause();
    work();
  };
  const faster = (by: 1 | -1) => {
    const next = SPEEDS[SPEEDS.indexOf(speed) + by];
    if (next) replay.setSpeed(next);
  };
  const toStart = stop(() => replay.seek(0));
  const toEnd = stop(() => replay.seek(axis.end));
  useShortcut("space", "Play or pause", replay.toggle, { group });
  useShortcut(
    "arrowright",
    "One event on",
    stop(() => replay.step(1)),
    { group },
  );
  useShortcut(
    "arrowleft",
    "One event back",
    stop(() => replay.step(-1)),
    { group },
  );
  useShortcut(
    "shift+arrowright",
    `${FAR} events on`,
    stop(() => replay.step(FAR)),
    { group },
  );
  useShortcut(
    "shift+arrowleft",
    `${FAR} events back`,
    stop(() => replay.step(-FAR)),
    { group },
  );
  useShortcut("home", "To the beginning", toStart, { group });
  useShortcut("end", "To the end", toEnd, { group });
  useShortcut("+", "Faster", () => faster(1), { group });
  useShortcut("-", "Slower", () => faster(-1), { group });

  // The slider would move by numbers, where a gap is many; by hand each key is one event.
  const onKeyDown = (pressed: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: FAR, PageDown: -FAR }[pressed.key];
    if (pressed.key === " ") replay.toggle();
    else if (by !== undefined) stop(() => replay.step(pressed.shiftKey ? by * FAR : by))();
    else return;
    pressed.preventDefault();
  };
  return (
    <section aria-label="Replay controls" className="flex flex-col gap-1 border-b border-line-soft px-3.5 py-2.5">
      <div className="relative flex h-5 items-center">
        <input
          type="range"
          min={0}
          max={Math.max(1, axis.end)}
          value={at}
          onChange={(change) => stop(() => replay.seek(Number(change.target.value)))()}
          onKeyDown={onKeyDown}
          aria-label="Place in the session"
          aria-valuetext={event ? `${event.kind}, ${number}, after ${since}` : "nothing"}
          className="w-full accent-brass"
        />
        <GapMarks gaps={gaps} first={axis.first} end={axis.end} />
      </div>
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5">
        <IconButton icon={ChevronFirst} label="To the beginning" keys="home" onClick={toStart} />
        <IconButton icon={StepBack} label="One event back" keys="arrowleft" onClick={stop(() => replay.step(-1))} />
        <Button tone="primary" icon={isPlaying ? Pause : Play} onClick={replay.toggle} className="w-22">
          {isPlaying ? "Pause" : "Play"}
        </Button>
        <IconButton icon={StepForward} label="One event on" keys="arrowright" onClick={stop(() => replay.step(1))} />
        <IconButton icon={ChevronLast} label="To the end" keys="end" onClick={toEnd} />
        {isRunning && (
          <Button
            icon={Radio}
            tone={isFollowing ? "secondary" : "ghost"}
            aria-pressed={isFollowing}
            onClick={replay.follow}
          >
            Live
          </Button>
        )}
        <label className="ml-1 flex items-center gap-1.5 text-small text-muted">
          Speed
          <select
            value={speed}
            onChange={(change) => replay.setSpeed(Number(change.target.value) as Speed)}
            className="h-6 rounded-control border border-line bg-raised px-1 text-small tabular-nums"
          >
            {SPEEDS.map((each) => (
              <option key={each} value={each}>
                {each}×
              </option>
            ))}
          </select>
        </label>
        <span className="flex-1" />
        <span className="text-small text-muted tabular-nums">
          {since} of {formatDuration(Math.max(lastAt, event?.at ?? 0) - startedAt)} · {number}
        </span>
      </div>
      {replay.failed && (
        <p role="alert" className="text-small text-err">
          The next part could not be loaded.{" "}
          <button type="button" onClick={replay.again} className="underline underline-offset-2">
            Try again
          </button>
        </p>
      )}
    </section>
  );
}

function GapMarks({ gaps, first, end }: { gaps: Props["gaps"]; first: number; end: number }) {
  if (end <= 0) return null;
  return (
    <span aria-hidden="true" className="pointer-events-none absolute inset-x-2 bottom-0 h-1">
      {gaps
        .filter(({ next }) => next > first && next - first <= end)
        .map(({ before, next }) => (
          <span
            key={next}
            className="absolute h-1 min-w-0.5 bg-warn"
            style={{
              left: `${(Math.max(0, before + 1 - first) / end) * 100}%`,
              width: `${((next - Math.max(first, before + 1)) / end) * 100}%`,
            }}
          />
        ))}
    </span>
  );
}
