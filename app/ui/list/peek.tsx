import { Link, useNavigate } from "@remix-run/react";
import { CornerDownLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { buttonClass } from "../button-class";
import { Kbd } from "../kbd";
import { useShortcut } from "../shortcuts";
import { useInBrowser } from "../use-in-browser";

type Props = {
  /** Names the panel, and is spoken when another row comes in. */
  title: string;
  /** How the title stands; the plain one unless given. */
  heading?: ReactNode;
  closeHref: string;
  /** The page of its own, where there is one. */
  fullHref?: string;
  /** CopyMenu and the like. */
  actions?: ReactNode;
  pending?: boolean;
  children: ReactNode;
};

/**
 * One row beside the list, under an address of its own. It takes the focus when it is opened by hand; Esc closes it and
 * the focus goes back to its row. In a narrow window it is the page.
 */
export function Peek({ title, heading, closeHref, fullHref, actions, pending, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const openedByHand = useRef(useInBrowser());
  useEffect(() => {
    if (openedByHand.current) panel.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    panel.current?.querySelector("[data-peek-body]")?.scrollTo({ top: 0 });
  }, [title]);
  useShortcut("escape", "Close the panel", () => navigate(closeHref, { preventScrollReset: true }), {
    group: "List",
  });
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={title}
      aria-busy={pending || undefined}
      data-peek=""
      className="flex min-h-0 w-[400px] shrink-0 flex-col border-l border-line-soft bg-raised outline-none max-xl:w-[360px] max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:shadow-pop max-sm:left-0 max-sm:w-full"
    >
      <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line-soft px-3.5">
        <h2 className="min-w-0 flex-1 truncate font-mono text-[12px] leading-[18px] text-muted">{heading ?? title}</h2>
        {actions}
        {fullHref && (
          <Link to={fullHref} className={buttonClass()}>
            Open <CornerDownLeft size={12} strokeWidth={1.8} aria-hidden="true" />
          </Link>
        )}
        <Link
          to={closeHref}
          preventScrollReset
          aria-label="Close the panel, Esc"
          className="inline-flex h-7 items-center rounded-control px-1 hover:bg-sunken"
        >
          <Kbd keys="escape" />
        </Link>
      </header>
      <span role="status" className="sr-only">
        {title}
      </span>
      <div data-peek-body="" className="min-h-0 flex-1 overflow-auto p-3.5">
        {children}
      </div>
    </aside>
  );
}
