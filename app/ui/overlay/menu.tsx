import { Link } from "@remix-run/react";
import { Check } from "lucide-react";
import { cloneElement, useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import { useAnchored, type Side } from "./anchored";
import type { Icon } from "../icon";
import { Kbd } from "../kbd";

type Props = {
  /** A button; it gets the attributes that open the menu. */
  trigger: ReactElement;
  label: string;
  side?: Side;
  children: ReactNode;
};

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]:not([aria-disabled])")];

/** A list of actions or links that hangs on a button. Arrows, Home, End and the first letters move; Esc closes. */
export function Menu({ trigger, label, side = "below-end", children }: Props) {
  const { open, hide, surface, surfaceProps, triggerProps } = useAnchored(side);
  return (
    <>
      {cloneElement(trigger, {
        ...triggerProps,
        "aria-haspopup": "menu",
        style: { ...(trigger.props as { style?: object }).style, ...triggerProps.style },
      })}
      <div {...surfaceProps} ref={surface} className="anchored">
        {open && (
          <MenuBody label={label} onClose={hide}>
            {children}
          </MenuBody>
        )}
      </div>
    </>
  );
}

/** The list itself, for a surface of one's own. It takes the focus when it appears. */
export function MenuBody({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The popover becomes focusable only after the event that opens it.
    const frame = requestAnimationFrame(() => body.current && itemsOf(body.current)[0]?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, []);

  const handleKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = itemsOf(event.currentTarget);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = nextIndex(event.key, at, items);
    if (event.key === "Tab") onClose();
    else if (to !== null) {
      event.preventDefault();
      items[to]?.focus();
    }
    // A letter that chooses an item must not also be a shortcut of the page.
    if (event.key !== "Escape") event.stopPropagation();
  };
  return (
    <div
      ref={body}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={handleKey}
      onClick={(event) => (event.target as HTMLElement).closest("[data-closes]") && onClose()}
      className="min-w-44"
    >
      {children}
    </div>
  );
}

function nextIndex(key: string, at: number, items: HTMLElement[]): number | null {
  const last = items.length - 1;
  if (key === "ArrowDown") return at >= last ? 0 : at + 1;
  if (key === "ArrowUp") return at <= 0 ? last : at - 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key.length !== 1 || key === " ") return null;
  const letter = key.toLowerCase();
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const found = after.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter));
  return found ? items.indexOf(found) : null;
}

const itemClass =
  "flex h-7 w-full items-center gap-2 rounded-[5px] px-2 text-left whitespace-nowrap text-body " +
  "hover:bg-sunken focus:bg-sunken focus:outline-none";

type ItemProps = { icon?: Icon; keys?: string; children: ReactNode; tone?: "danger"; note?: ReactNode };

function ItemBody({ icon: IconMark, keys, children, note }: ItemProps) {
  return (
    <>
      {IconMark && <IconMark size={14} strokeWidth={1.7} className="shrink-0 opacity-80" />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {note && <span className="text-small text-faint">{note}</span>}
      {keys && <Kbd keys={keys} />}
    </>
  );
}

export function MenuItem({
  onSelect,
  disabled,
  type = "button",
  ...body
}: ItemProps & { onSelect?: () => void; disabled?: boolean; type?: "button" | "submit" }) {
  return (
    <button
      type={type}
      role="menuitem"
      tabIndex={-1}
      data-closes=""
      aria-disabled={disabled || undefined}
      onClick={(event) => (disabled ? event.preventDefault() : onSelect?.())}
      className={`${itemClass} ${body.tone === "danger" ? "text-err" : "text-text"} aria-disabled:opacity-50`}
    >
      <ItemBody {...body} />
    </button>
  );
}

export function MenuLink({ to, ...body }: ItemProps & { to: string }) {
  return (
    <Link to={to} role="menuitem" tabIndex={-1} data-closes="" className={`${itemClass} text-text`}>
      <ItemBody {...body} />
    </Link>
  );
}

/** One of several; choosing leaves the menu open, because one often wants to compare. */
export function MenuChoice({ checked, onSelect, ...body }: ItemProps & { checked: boolean; onSelect: () => void }) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={checked}
      tabIndex={-1}
      onClick={onSelect}
      className={`${itemClass} text-text`}
    >
      <ItemBody {...body} />
      <Check size={14} strokeWidth={2} className={`text-brass ${checked ? "" : "invisible"}`} />
    </button>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-2 pb-1 text-label font-medium text-faint">{children}</div>;
}

export function MenuSeparator() {
  return <div role="separator" className="-mx-1 my-1 h-px bg-line-soft" />;
}
