import { useLocation, useNavigationType } from "@remix-run/react";
import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";

const positions = new Map<string, number>();
const useEffectBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** The one part of the window that scrolls. Going back finds the place again; a new page begins at its top. */
export function ScrollArea({ children }: { children: ReactNode }) {
  const area = useRef<HTMLElement>(null);
  const { key, pathname } = useLocation();
  const arrival = useNavigationType();
  const before = useRef({ key, pathname });
  useEffectBeforePaint(() => {
    const element = area.current;
    if (!element || before.current.key === key) return;
    const samePage = before.current.pathname === pathname;
    before.current = { key, pathname };
    if (arrival === "POP") element.scrollTop = positions.get(key) ?? 0;
    else if (!samePage) element.scrollTop = 0;
  }, [key, pathname, arrival]);
  return (
    <main
      ref={area}
      id="content"
      tabIndex={-1}
      onScroll={(event) => event.target === event.currentTarget && positions.set(key, event.currentTarget.scrollTop)}
      className="content"
    >
      {children}
    </main>
  );
}
