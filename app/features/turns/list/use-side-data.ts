import { startTransition, useEffect, useState } from "react";

/**
 * What a page shows beside its rows, asked for after them. The old stands until the new has come, and where it does not
 * come the page is right without.
 */
export function useSideData<T>(href: string, stamp: unknown): T | null {
  const [data, setData] = useState<T | null>(null);
  useEffect(() => {
    const left = new AbortController();
    // Parts of the page may still be on their way to life; they are not to be thrown away for a count.
    const show = (next: T) => startTransition(() => setData(next));
    const ask = async () => {
      const answer = await fetch(href, { signal: left.signal, headers: { Accept: "application/json" } });
      if (answer.ok) show((await answer.json()) as T);
    };
    ask().catch(() => undefined);
    return () => left.abort();
  }, [href, stamp]);
  return data;
}
