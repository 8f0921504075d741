import { useLocation, useNavigate } from "@remix-run/react";
import { type MouseEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { cursorParam, peekParam } from "~/lib/list-params";

/** The address of a list without the open row and the place in it. */
export type ListAddress = {
  pathname: string;
  params: URLSearchParams;
  go: (href: string, options?: { replace?: boolean }) => void;
  /** For plain anchors. */
  follow: Follow;
};

export type Follow = (event: MouseEvent<HTMLAnchorElement>) => void;

/**
 * The same object while only the open row changes, so that what hangs on it is not drawn again with every j and k.
 * (The router's own Link and useNavigate are: they listen to every navigation.)
 */
export function useListAddress(): ListAddress {
  const { pathname, search } = useLocation();
  const { go, follow } = useFollow();
  const own = new URLSearchParams(search);
  own.delete(peekParam);
  own.delete(cursorParam);
  const text = own.toString();
  return useMemo(() => ({ pathname, params: new URLSearchParams(text), go, follow }), [pathname, text, go, follow]);
}

/** Makes a plain anchor navigate like the router's links, and leaves new tabs and downloads to the browser. */
export function useFollow(): Pick<ListAddress, "go" | "follow"> {
  const navigate = useNavigate();
  const latest = useRef(navigate);
  useEffect(() => {
    latest.current = navigate;
  });
  const go = useCallback(
    (href: string, options?: { replace?: boolean }) => latest.current(href, { ...options, preventScrollReset: true }),
    [],
  );
  const follow = useCallback<Follow>(
    (event) => {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(event.currentTarget.getAttribute("href") ?? "");
    },
    [go],
  );
  return { go, follow };
}
