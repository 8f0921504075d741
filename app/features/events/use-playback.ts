import { useEffect, useRef, useState } from "react";
import type { ReplayReel } from "./replay-reel";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** Nobody wants to watch a pause: a longer one is shortened to this. */
const LONGEST_PAUSE_MS = 2_000;
const FRAME_MS = 50;
/** Who asked for less motion sees the text grow in larger steps. */
const CALM_FRAME_MS = 400;

type Shown = { reel: ReplayReel; index: number; hasMore: boolean };
type Follow = { isFollowing: boolean; stopFollowing: () => void };

/** Moves through the events as they came, at a speed. It stops at the end, and waits where more is on its way. */
export function usePlayback(shown: Shown, goTo: (index: number) => void, { isFollowing, stopFollowing }: Follow) {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const latest = useRef({ shown, goTo });
  latest.current = { shown, goTo };
  useEffect(() => {
    const asked = Number(new URLSearchParams(location.search).get("speed"));
    const known = SPEEDS.find((each) => each === asked);
    if (known) setSpeed(known);
  }, []);

  useEffect(() => {
    if (!isPlaying) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let spare = 0;
    let before = performance.now();
    const timer = setInterval(
      () => {
        const now = performance.now();
        const { reel, index, hasMore } = latest.current.shown;
        spare += (now - before) * speed;
        before = now;
        let to = index;
        for (;;) {
          const next = reel.events[to + 1];
          if (!next) break;
          const wait = Math.min(LONGEST_PAUSE_MS, Math.max(0, next.at - reel.events[to]!.at));
          if (spare < wait) break;
          spare -= wait;
          to += 1;
        }
        if (to !== index) latest.current.goTo(to);
        if (to < reel.events.length - 1) return;
        spare = 0;
        if (!hasMore) setPlaying(false);
      },
      calm ? CALM_FRAME_MS : FRAME_MS,
    );
    return () => clearInterval(timer);
  }, [isPlaying, speed]);

  return {
    isPlaying: isPlaying || isFollowing,
    speed,
    setSpeed,
    toggle: () => {
      if (isFollowing) return stopFollowing();
      const { reel, index, hasMore } = latest.current.shown;
      // Played to its end, it begins again.
      if (!isPlaying && !hasMore && index >= reel.events.length - 1) goTo(0);
      setPlaying(!isPlaying);
    },
    pause: () => setPlaying(false),
  };
}
