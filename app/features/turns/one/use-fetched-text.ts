import { useCallback, useState } from "react";

/** A text that is fetched when it is asked for. */
export function useFetchedText(href: string) {
  const [text, setText] = useState<string | null>(null);
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const load = useCallback(async () => {
    setState("loading");
    const answer = await fetch(href).catch(() => null);
    const loaded = answer?.ok ? await answer.text().catch(() => null) : null;
    setText(loaded);
    setState(loaded === null ? "failed" : "idle");
  }, [href]);
  return { text, state, load };
}
