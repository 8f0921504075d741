import { useLocation } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";

export const MENU_SHEET_ID = "menu-sheet";

/** The side menu where there is no room beside the page. It opens without script. */
export function MenuSheet({ children }: { children: ReactNode }) {
  const sheet = useRef<HTMLElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    if (sheet.current?.matches(":popover-open")) sheet.current.hidePopover();
  }, [key]);
  return (
    <nav {...{ popover: "auto" }} ref={sheet} id={MENU_SHEET_ID} aria-label="Areas" className="menu-sheet">
      <div className="flex min-h-full flex-col">{children}</div>
    </nav>
  );
}
