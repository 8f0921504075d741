import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { FrameData } from "./frame-data";
import { SideMenu } from "./side-menu";

export const MENU_SHEET_ID = "menu-sheet";

type Props = { data: FrameData; folded: boolean; onHelp: () => void; onFold: () => void };

/**
 * The side menu; where there is no room beside the page it is a sheet, which opens without script. One element is both,
 * unless the menu is folded: nobody folds a sheet.
 */
export function AreaMenu({ data, folded, onHelp, onFold }: Props) {
  const side = useRef<HTMLElement>(null);
  const apart = useRef<HTMLElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    for (const { current } of [side, apart]) if (current?.matches(":popover-open")) current.hidePopover();
  }, [key]);
  const sheet = { popover: "auto", id: MENU_SHEET_ID };
  return (
    <>
      <nav {...(!folded && sheet)} ref={side} aria-label="Areas" className={`side-menu ${folded ? "" : "menu-sheet"}`}>
        <SideMenu {...{ data, folded, onHelp, onFold }} />
      </nav>
      {folded && (
        <nav {...sheet} ref={apart} aria-label="Areas" className="menu-sheet">
          <SideMenu {...{ data, onHelp }} folded={false} />
        </nav>
      )}
    </>
  );
}
