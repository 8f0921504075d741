import { Link } from "@remix-run/react";
import { Menu as MenuIcon, Search } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "~/ui/badge";
import { buttonClass } from "~/ui/button-class";
import { Kbd } from "~/ui/kbd";
import type { PageHandle } from "~/ui/page/page-handle";
import { MENU_SHEET_ID } from "./area-menu";

type Props = {
  page: { title: string; handle: PageHandle } | null;
  onPalette: () => void;
  onPaletteNear: () => void;
  hasSample: boolean;
  children: ReactNode;
};

/** The page's title and its tools, and what is at hand everywhere. */
export function TopBar({ page, onPalette, onPaletteNear, hasSample, children }: Props) {
  const Tools = page?.handle.Tools;
  return (
    <header className="top-bar flex items-center gap-2.5 border-b border-line-soft pr-3 pl-2 md:px-4">
      <button
        type="button"
        {...{ popovertarget: MENU_SHEET_ID }}
        aria-label="Menu"
        className={`${buttonClass("ghost", "medium", true)} md:hidden`}
      >
        <MenuIcon size={15} strokeWidth={1.7} />
      </button>
      <div className="flex min-w-0 items-baseline gap-1.5 text-[14px]">
        {page?.handle.parent && (
          <>
            <Link to={page.handle.parent.to} className="hidden truncate text-faint hover:text-text sm:block">
              {page.handle.parent.label}
            </Link>
            <span aria-hidden="true" className="hidden text-faint sm:block">
              /
            </span>
          </>
        )}
        <h1 className="truncate font-semibold tracking-[-0.005em]">{page?.title ?? "Wheelhouse"}</h1>
      </div>
      {hasSample && (
        <Link to="/" title="Made-up turns are among these; the Overview removes them">
          <Badge tone="brass">
            Sample<span className="max-sm:sr-only"> data</span>
          </Badge>
        </Link>
      )}
      {Tools && <Tools />}
      <span className="flex-1" />
      <button
        type="button"
        onClick={onPalette}
        onPointerEnter={onPaletteNear}
        onFocus={onPaletteNear}
        aria-keyshortcuts="Control+K Meta+K"
        className={`${buttonClass("secondary")} needs-script max-md:w-7 max-md:!px-0`}
      >
        <Search size={13} strokeWidth={2} className="shrink-0 text-muted" />
        <span className="font-normal text-muted max-md:sr-only">Go anywhere</span>
        <span className="hidden md:inline">
          <Kbd keys="mod+k" />
        </span>
      </button>
      {children}
    </header>
  );
}
