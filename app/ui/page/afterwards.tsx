import { type ComponentType, type ReactElement, useEffect, useReducer, useRef, useState } from "react";
import { useInBrowser } from "../use-in-browser";

/**
 * A part whose script comes after the page reacts. The server draws it whole, and its links and forms work as such; the
 * browser keeps that markup untouched until the script is there, and then draws the part in its place. No boundary of
 * React's: one that is told of a change while it hydrates throws the markup away and says so as an error.
 * `now` is the part itself, for the server alone: write `import.meta.env.SSR ? Part : null`.
 */
export function afterwards<Props extends object>(
  now: ComponentType<Props> | null,
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactElement {
  let Part = now;
  return function Afterwards(props) {
    const box = useRef<HTMLDivElement>(null);
    const [keepsMarkup, setKeepsMarkup] = useState(!useInBrowser() && now === null);
    const [, drawAgain] = useReducer((count: number) => count + 1, 0);
    useEffect(() => {
      if (Part && !keepsMarkup) return;
      const left = new AbortController();
      void load().then((loaded) => {
        Part = loaded;
        if (left.signal.aborted) return;
        if (keepsMarkup) whenLeft(box.current, left.signal, () => setKeepsMarkup(false));
        else drawAgain();
      });
      return () => left.abort();
    }, [keepsMarkup]);
    if (keepsMarkup)
      // oxlint-disable-next-line react/no-danger -- nothing is put in: it only keeps React away from what the server drew
      return <div ref={box} className="contents" suppressHydrationWarning dangerouslySetInnerHTML={nothing} />;
    return <div className="contents">{Part && <Part {...props} />}</div>;
  };
}

const nothing = { __html: "" };

/** Who is typing there already must not lose a letter: the form goes on without script until the focus has left it. */
function whenLeft(box: HTMLElement | null, signal: AbortSignal, then: () => void): void {
  if (!box?.contains(document.activeElement)) return then();
  const check = () => setTimeout(() => signal.aborted || whenLeft(box, signal, then));
  box.addEventListener("focusout", check, { once: true, signal });
}
