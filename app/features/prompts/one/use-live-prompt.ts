import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { promptHref } from "../prompt-href";

/** What a page hears of its prompt; `kind` "unsure" says that the line was down and anything may have changed. */
export type HeardNotice = { kind: string; scope: string; changed_by: string; version?: number };

/** Calls back when somebody changes the prompt. A hidden page lets go of its stream, and asks again when it is seen. */
export function usePromptNotices(
  at: { key: string; scope: string } | null,
  onNotice: (notice: HeardNotice) => void,
): void {
  const latest = useRef(onNotice);
  useEffect(() => {
    latest.current = onNotice;
  });
  const href = at && promptHref(at).replace(/(\?|$)/, "/live$1");
  useEffect(() => {
    if (href === null) return;
    let stream: EventSource | undefined;
    let hasBeenAway = false;
    const follow = () => {
      stream?.close();
      stream = undefined;
      if (document.hidden) {
        hasBeenAway = true;
        return;
      }
      stream = new EventSource(href);
      stream.addEventListener("notice", (event: MessageEvent<string>) =>
        latest.current(JSON.parse(event.data) as HeardNotice),
      );
      if (hasBeenAway) latest.current({ kind: "unsure", scope: "", changed_by: "" });
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      stream?.close();
    };
  }, [href]);
}

/** The page shows what others do as they do it. */
export function useLivePrompt(at: { key: string; scope: string }): void {
  const { revalidate } = useRevalidator();
  usePromptNotices(at, () => revalidate());
}
