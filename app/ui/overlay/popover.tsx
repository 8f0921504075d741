import { cloneElement, type ReactElement, type ReactNode } from "react";
import { useAnchored, type Side } from "./anchored";

type Props = {
  /** A button; it gets the attributes that open the surface. */
  trigger: ReactElement;
  /** The surface's name for who cannot see where it hangs. */
  label: string;
  side?: Side;
  className?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  /** Renders the content before it is opened, so that its links are there without script. */
  eager?: boolean;
};

/** Anything that hangs on a button: a few settings, a list. For a list of actions take Menu. */
export function Popover({ trigger, label, side = "below-start", className = "p-3", children, eager }: Props) {
  const { open, hide, surface, surfaceProps, triggerProps } = useAnchored(side);
  return (
    <>
      {cloneElement(trigger, {
        ...triggerProps,
        "aria-haspopup": "dialog",
        style: { ...(trigger.props as { style?: object }).style, ...triggerProps.style },
      })}
      <div {...surfaceProps} ref={surface} role="dialog" aria-label={label} className={`anchored ${className}`}>
        {(open || eager) && (typeof children === "function" ? children(hide) : children)}
      </div>
    </>
  );
}
