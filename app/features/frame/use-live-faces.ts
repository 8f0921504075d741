import { useEffect } from "react";
import type { BotFace } from "~/lib/bot-face";
import { setBotFaces } from "~/ui/bot-faces";

/**
 * Brings how every bot looks when the page has time for it, and again after a change. The browser keeps the answer under
 * its hash, so it is fetched once for each change and not for each page.
 */
export function useLiveFaces(hash: string): void {
  useEffect(() => {
    if (hash === "") return;
    const left = new AbortController();
    fetch(`/bots/faces?v=${hash}`, { signal: left.signal })
      .then(async (answer) => answer.ok && setBotFaces((await answer.json()) as Record<string, BotFace>))
      // Without them bots look as the document drew them; the next change or page asks again.
      .catch(() => undefined);
    return () => left.abort();
  }, [hash]);
}
