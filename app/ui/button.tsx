import { forwardRef, type ButtonHTMLAttributes, type MouseEvent } from "react";
import { buttonClass, type ButtonSize, type ButtonTone } from "./button-class";
import type { Icon } from "./icon";
import { Spinner } from "./spinner";

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: Icon;
  /** Work is under way: the button keeps the focus and ignores clicks. */
  pending?: boolean;
};

export const Button = forwardRef<HTMLButtonElement, Props>(function Button(
  { tone, size, icon: IconMark, pending = false, className = "", children, onClick, type = "button", ...rest },
  ref,
) {
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      onClick={handleClick}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={`${buttonClass(tone, size)} ${className}`}
    >
      {pending ? <Spinner /> : IconMark && <IconMark size={14} strokeWidth={1.8} className="shrink-0" />}
      {children}
    </button>
  );
});
