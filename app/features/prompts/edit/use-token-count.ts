import { useEffect, useRef, useState } from "react";

const REST_MS = 250;

/** About how many tokens a text is, counted beside the page so that typing never waits. Null until it is known. */
export function useTokenCount(text: string): number | null {
  const worker = useRef<Worker | null>(null);
  const asked = useRef(0);
  const [tokens, setTokens] = useState<number | null>(null);
  const [isAlone, setIsAlone] = useState(false);
  useEffect(() => {
    const counter = new Worker(new URL("./count-tokens.worker.ts", import.meta.url), { type: "module" });
    counter.addEventListener("message", (event: MessageEvent<{ id: number; tokens: number }>) => {
      if (event.data.id === asked.current) setTokens(event.data.tokens);
    });
    // A browser that refuses it counts in the page, a little at a time.
    counter.addEventListener("error", () => {
      worker.current = null;
      setIsAlone(true);
    });
    worker.current = counter;
    return () => {
      worker.current = null;
      counter.terminate();
    };
  }, []);
  useEffect(() => {
    const left = new AbortController();
    const timer = setTimeout(() => {
      if (!isAlone) worker.current?.postMessage({ id: ++asked.current, text });
      else void countHere(text, left.signal).then(setTokens, () => undefined);
    }, REST_MS);
    return () => {
      left.abort();
      clearTimeout(timer);
    };
  }, [text, isAlone]);
  return tokens;
}

async function countHere(text: string, signal: AbortSignal): Promise<number> {
  const { countTokens } = await import("~/lib/count-tokens");
  return countTokens(text, signal);
}
