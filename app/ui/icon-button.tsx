import { forwardRef, type ButtonHTMLAttributes } from "react";
import { buttonClass, type ButtonSize, type ButtonTone } from "./button-class";
import type { Icon } from "./icon";
import { Tooltip } from "./overlay/tooltip";

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> & {
  /** The button's name, shown as its tooltip. */
  label: string;
  icon: Icon;
  keys?: string;
  tone?: ButtonTone;
  size?: ButtonSize;
};

/** A square button with an icon; its label is what a screen reader says and what the tooltip shows. */
export const IconButton = forwardRef<HTMLButtonElement, Props>(function IconButton(
  { label, icon: IconMark, keys, tone = "ghost", size, className = "", type = "button", ...rest },
  ref,
) {
  return (
    <Tooltip label={label} keys={keys} describes={false}>
      <button
        {...rest}
        ref={ref}
        type={type}
        aria-label={label}
        className={`${buttonClass(tone, size, true)} ${className}`}
      >
        <IconMark size={15} strokeWidth={1.7} />
      </button>
    </Tooltip>
  );
});
