import { cloneElement, useEffect, useId, useRef, useState, type ReactElement } from "react";
import type { Side } from "./anchored";
import { Kbd } from "../kbd";

type Props = {
  label: string;
  keys?: string;
  side?: Extract<Side, "above" | "right" | "below-start">;
  children: ReactElement;
  /** False where the label already is the element's name. */
  describes?: boolean;
};

const HOVER_MS = 400;

/** A word about what is under the pointer or has the focus. Esc takes it away. Never the only place of a fact. */
export function Tooltip({ label, keys, side = "above", children, describes = true }: Props) {
  const id = `t${useId().replace(/[^a-zA-Z0-9]/g, "")}`;
  const [open, setOpen] = useState(false);
  const tip = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const own = children.props as Handlers & { style?: object; "aria-describedby"?: string };

  useEffect(() => {
    if (!open) return;
    tip.current?.showPopover?.();
    const close = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    window.addEventListener("keydown", close);
    return () => window.removeEventListener("keydown", close);
  }, [open]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const soon = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), ms);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  return (
    <>
      {cloneElement(children, {
        "aria-describedby": open && describes ? id : own["aria-describedby"],
        style: { ...own.style, ...(open && { anchorName: anchorName(own.style, id) }) },
        onPointerEnter: chain(own.onPointerEnter, (event) => event.pointerType === "mouse" && soon(HOVER_MS)),
        onPointerLeave: chain(own.onPointerLeave, hide),
        onPointerDown: chain(own.onPointerDown, hide),
        onFocus: chain(own.onFocus, (event) => event.currentTarget.matches(":focus-visible") && soon(0)),
        onBlur: chain(own.onBlur, hide),
      } satisfies Handlers & Record<string, unknown>)}
      {open && (
        <span
          {...{ popover: "manual" }}
          ref={tip}
          id={id}
          role="tooltip"
          data-side={side}
          style={{ positionAnchor: `--${id}` }}
          className="anchored tip"
        >
          {label}
          {keys && (
            <>
              {" "}
              <Kbd keys={keys} />
            </>
          )}
        </span>
      )}
    </>
  );
}

type Handlers = {
  onPointerEnter?: (event: React.PointerEvent<HTMLElement>) => void;
  onPointerLeave?: (event: React.PointerEvent<HTMLElement>) => void;
  onPointerDown?: (event: React.PointerEvent<HTMLElement>) => void;
  onFocus?: (event: React.FocusEvent<HTMLElement>) => void;
  onBlur?: (event: React.FocusEvent<HTMLElement>) => void;
};

function chain<E>(first: ((event: E) => void) | undefined, second: (event: E) => unknown) {
  return (event: E) => {
    first?.(event);
    second(event);
  };
}

/** The element may be the anchor of a menu already; a second name leaves the first one alone. */
function anchorName(style: { anchorName?: string } | undefined, id: string): string {
  return style?.anchorName ? `${style.anchorName}, --${id}` : `--${id}`;
}
