import { useEffect, useRef, useState } from "react";
import { codePoints } from "~/features/turns/ingest/turn-texts";
import { turnHref, type TextHead, type TurnView } from "./turn-view";

export type LiveText = { kind: "response" | "reasoning"; at: number; text: string };

/**
 * A turn as it goes on, while it runs. The text goes on from where the page has it, so nothing is lost or doubled by a
 * reload or a broken connection. `onEnd` is called once when it has ended; without it the last state stays.
 */
export function useLiveTurn(loaded: TurnView, onEnd?: () => void): TurnView {
  const [live, setLive] = useState<TurnView | null>(null);
  const latest = useRef({ loaded, onEnd });
  latest.current = { loaded, onEnd };
  const { id, status } = loaded.row;

  useEffect(() => {
    if (status !== "streaming") return;
    let view = latest.current.loaded;
    let source: EventSource | null = null;
    const show = (next: TurnView) => setLive((view = next));
    const open = () => {
      const { response, reasoning } = view;
      const opened = new EventSource(
        `${turnHref(id)}/live?response=${response?.chars ?? 0}&reasoning=${reasoning?.chars ?? 0}`,
      );
      source = opened;
      const on = <T>(name: string, take: (data: T) => void) =>
        opened.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data) as T));
      on<LiveText>("text", ({ kind, at, text }) => {
        const before = at === 0 ? "" : (view[kind]?.text ?? "");
        show({ ...view, [kind]: { text: before + text, chars: at + codePoints(text) } });
      });
      on<Partial<TurnView>>("turn", (changed) => show({ ...view, ...changed }));
      on<TurnView | null>("end", (last) => {
        close();
        document.removeEventListener("visibilitychange", look);
        // It comes with the beginning of each text alone.
        if (last)
          show({
            ...last,
            response: longer(view.response, last.response),
            reasoning: longer(view.reasoning, last.reasoning),
          });
        latest.current.onEnd?.();
      });
    };
    const close = () => {
      source?.close();
      source = null;
    };
    // A tab that nobody sees holds no stream; it goes on where it was.
    const look = () => {
      if (document.hidden) close();
      else if (!source) open();
    };
    document.addEventListener("visibilitychange", look);
    look();
    return () => {
      document.removeEventListener("visibilitychange", look);
      close();
    };
  }, [id, status]);

  // Once it has ended, what the page loaded is the newer.
  return live?.row.id === id && status === "streaming" ? live : loaded;
}

function longer(shown: TextHead | null, last: TextHead | null): TextHead | null {
  return shown && last && shown.chars === last.chars ? shown : last;
}
