import { useEffect, useState } from "react";
import type { PromptNames } from "./prompt-names.server";

/** What can be put into the text by its name. Null until it has come; the editor works without. */
export function usePromptNames(scope: string): PromptNames | null {
  const [names, setNames] = useState<PromptNames | null>(null);
  useEffect(() => {
    const left = new AbortController();
    void fetch(`/prompts/names?${new URLSearchParams({ scope }).toString()}`, {
      headers: { Accept: "application/json" },
      signal: left.signal,
    })
      .then(async (answer) => (answer.ok ? setNames((await answer.json()) as PromptNames) : undefined))
      .catch(() => undefined);
    return () => left.abort();
  }, [scope]);
  return names;
}
