import { Link, type LinkProps } from "@remix-run/react";
import { buttonClass, type ButtonSize, type ButtonTone } from "./button-class";
import type { Icon } from "./icon";

type Props = LinkProps & { tone?: ButtonTone; size?: ButtonSize; icon?: Icon };

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ tone, size, icon: IconMark, className = "", children, ...rest }: Props) {
  return (
    <Link {...rest} className={`${buttonClass(tone, size)} ${className}`}>
      {IconMark && <IconMark size={14} strokeWidth={1.8} className="shrink-0" />}
      {children}
    </Link>
  );
}
