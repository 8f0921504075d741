import { useEffect, useRef, useState } from "react";

const PACE_MS = 15_000;

/** Changes with `place` at once, and after `news` at most every quarter of a minute. */
export function useStamp(news: unknown, place: string): string {
  const [count, setCount] = useState(0);
  const first = useRef(news);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (first.current === news) return;
    first.current = news;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setCount((before) => before + 1);
    }, PACE_MS);
  }, [news]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return `${place} ${count}`;
}
