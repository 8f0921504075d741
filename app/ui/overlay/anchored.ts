import { useEffect, useId, useRef, useState, type CSSProperties } from "react";

export type Side = "below-start" | "below-end" | "above" | "right";

/**
 * A surface in the browser's top layer that hangs on its trigger: the popover attribute opens and closes it
 * (also before the page's script runs), CSS anchors place it and turn it round at an edge. The content's
 * children are rendered while it is open, so a table may have one on every row.
 */
export function useAnchored(side: Side) {
  const id = `a${useId().replace(/[^a-zA-Z0-9]/g, "")}`;
  const anchor = `--${id}`;
  const [open, setOpen] = useState(false);
  const surface = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    const follow = (event: Event) => setOpen((event as ToggleEvent).newState === "open");
    // "beforetoggle" comes early enough for the content to be there in the first frame.
    element.addEventListener("beforetoggle", follow);
    if (element.matches(":popover-open")) setOpen(true);
    return () => element.removeEventListener("beforetoggle", follow);
  }, []);

  return {
    id,
    open,
    surface,
    hide: () => surface.current?.hidePopover(),
    show: () => surface.current?.showPopover(),
    triggerProps: {
      popovertarget: id,
      "aria-expanded": open,
      "aria-controls": id,
      style: { anchorName: anchor } as CSSProperties,
    },
    surfaceProps: {
      id,
      popover: "auto",
      "data-side": side,
      style: { positionAnchor: anchor } as CSSProperties,
    },
  };
}
