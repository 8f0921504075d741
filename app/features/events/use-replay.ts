import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ArchiveSummary } from "~/data/runtime/event-archive.server";
import type { ReplayRow } from "~/data/runtime/event-replay.server";
import { sessionPath } from "./event-paths";
import { axisOf, placeOf, stepOf, stretchAxis } from "./replay-axis";
import type { ReplayPart } from "./replay-part.server";
import { ReplayReel } from "./replay-reel";
import { useLiveEvents } from "./use-live-events";
import { usePlayback } from "./use-playback";
import { useReplayAddress } from "./use-replay-address";

/** Fewer than this ahead, and the next part is asked for. */
const AHEAD = 400;

type Source = {
  session: string;
  run: string | null;
  summary: ArchiveSummary;
  isRunning: boolean;
  first: ReplayPart;
  at: string | null;
};

type Shown = { reel: ReplayReel; index: number; hasBefore: boolean; hasMore: boolean };

function begin({ events, earlier, hasBefore, hasMore }: ReplayPart, at: string | null): Shown {
  const reel = new ReplayReel(events, earlier);
  return { reel, index: Math.max(0, at === null ? 0 : reel.indexOf(at)), hasBefore, hasMore };
}

/** A replay: where it is, how it moves, and the parts of the archive that it needs for that. */
export function useReplay({ session, run, summary, isRunning, first, at }: Source) {
  const [shown, setShown] = useState<Shown>(() => begin(first, at));
  const [axis, setAxis] = useState(() => axisOf(summary));
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);
  const [isFollowing, setFollowing] = useState(isRunning && at === null);
  const latest = useRef(shown);
  latest.current = shown;
  const asked = useRef<AbortController | null>(null);

  const load = useCallback(
    async (place: Record<string, string>, take: (part: ReplayPart) => void) => {
      asked.current?.abort();
      const controller = new AbortController();
      asked.current = controller;
      setPending(true);
      setFailed(false);
      try {
        const params = new URLSearchParams({ ...place, ...(run !== null && { run }) });
        const response = await fetch(`${sessionPath(session, "/part")}?${params}`, { signal: controller.signal });
        if (!response.ok) throw new Error(String(response.status));
        take((await response.json()) as ReplayPart);
      } catch {
        if (controller.signal.aborted) return;
        setFailed(true);
      }
      if (asked.current === controller) {
        asked.current = null;
        setPending(false);
      }
    },
    [session, run],
  );

  const goTo = useCallback((index: number) => {
    setShown((now) => ({ ...now, index: Math.max(0, Math.min(now.reel.events.length - 1, index)) }));
  }, []);

  const loadMore = useCallback(() => {
    const last = latest.current.reel.events.at(-1);
    if (!last || asked.current) return;
    void load({ after: last.id }, ({ events, hasMore }) =>
      setShown((now) => {
        // A jump elsewhere may have come first.
        if (now.reel.events.at(-1)?.id !== last.id) return now;
        return { ...now, reel: now.reel.with(events), hasMore };
      }),
    );
  }, [load]);

  const { reel, index, hasBefore, hasMore } = shown;
  useEffect(() => {
    if (hasMore && reel.events.length - index < AHEAD) loadMore();
  }, [hasMore, reel, index, loadMore]);

  const enter = useCallback(
    (place: Record<string, string>, choose: (part: ReplayPart) => number) =>
      load(place, (part) => part.events.length > 0 && setShown({ ...begin(part, null), index: choose(part) })),
    [load],
  );

  const step = useCallback(
    (by: number) => {
      setFollowing(false);
      const { reel: now, index: from, hasBefore: more } = latest.current;
      const head = now.events[0];
      if (from + by < 0 && more && head) void enter({ before: head.id }, ({ events }) => events.length - 1);
      else goTo(from + by);
    },
    [enter, goTo],
  );

  /** To a step of the scrubber's axis. */
  const seek = useCallback(
    (wanted: number) => {
      setFollowing(false);
      const { reel: now, hasBefore: before, hasMore: after } = latest.current;
      const steps = now.events.map((event) => stepOf(axis, event));
      const found = steps.findIndex((each) => each >= wanted);
      const isInside = found >= 0 && (found > 0 || steps[0] === wanted || !before);
      if (isInside) goTo(found);
      else if (found < 0 && !after) goTo(steps.length - 1);
      else void enter(placeOf(axis, wanted), () => 0);
    },
    [axis, enter, goTo],
  );

  const onLive = useCallback((fresh: ReplayRow[]) => {
    setAxis((now) => stretchAxis(now, fresh));
    setShown((now) => {
      if (now.hasMore) return now;
      const current = now.reel.events[now.index]?.id;
      const next = now.reel.with(fresh);
      return { ...now, reel: next, index: Math.max(0, current === undefined ? 0 : next.indexOf(current)) };
    });
  }, []);
  const newest = useMemo(() => first.events.reduce((most, { id }) => Math.max(most, Number(id)), 0), [first]);
  useLiveEvents(isRunning ? `${sessionPath(session, "/live")}?${liveParams(run, newest)}` : null, onLive);
  const length = reel.events.length;
  useEffect(() => {
    if (isFollowing && !hasMore) goTo(length - 1);
    else if (isFollowing) void enter(placeOf(axis, axis.end), () => 0);
    // Only what was loaded moves it; the axis grows with it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isFollowing, hasMore, length]);

  const playback = usePlayback(shown, goTo, { isFollowing, stopFollowing: () => setFollowing(false) });
  const event = reel.events[index];
  useReplayAddress(isFollowing ? null : (event?.id ?? null), playback.speed);

  return {
    ...{ reel, index, axis, event, hasBefore, hasMore, pending, failed, isFollowing },
    ...playback,
    step,
    seek,
    goTo: (to: number) => {
      setFollowing(false);
      goTo(to);
    },
    follow: () => setFollowing(true),
    again: loadMore,
  };
}

export type ReplayControls = ReturnType<typeof useReplay>;

function liveParams(run: string | null, after: number): URLSearchParams {
  return new URLSearchParams({ after: String(after), ...(run !== null && { run }) });
}
