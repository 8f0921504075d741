import { useState } from "react";
import { formatNumber } from "~/lib/numbers";
import { Button } from "../button";

type Props = { text: string; first?: number; label: string; className?: string };

const more = 100_000;

/** Text as it is, and of a long one only the beginning until more is asked for: laying out 5 MB stalls a page. */
export function LongText({ text, first = 20_000, label, className = "" }: Props) {
  const [shown, setShown] = useState(first);
  const rest = text.length - shown;
  return (
    <>
      <pre
        tabIndex={0}
        role="group"
        aria-label={label}
        className={`overflow-auto text-small break-words whitespace-pre-wrap [unicode-bidi:plaintext] ${className}`}
      >
        {rest > 0 ? text.slice(0, shown) : text}
      </pre>
      {rest > 0 && (
        <p className="mt-1 flex items-center gap-2 text-small text-faint">
          <span>{formatNumber(rest)} more characters</span>
          <Button size="small" className="noscript:hidden" onClick={() => setShown(shown + more)}>
            Show {rest > more ? formatNumber(more) : "all"}
          </Button>
        </p>
      )}
    </>
  );
}
