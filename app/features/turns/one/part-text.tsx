import type { ReactNode } from "react";
import { formatNumber } from "~/lib/numbers";
import { Button } from "~/ui/button";
import { LongText } from "~/ui/page/long-text";
import type { TextHead } from "./turn-view";
import { useFetchedText } from "./use-fetched-text";

type Props = {
  head: TextHead;
  /** Where the whole text is. */
  href: string;
  label: string;
  /** How the beginning is drawn; as it is unless given. */
  draw?: (text: string) => ReactNode;
  className?: string;
};

/** How a long text begins, and the rest when it is asked for. */
export function PartText({ head, href, label, draw, className = "" }: Props) {
  const { text: loaded, state, load } = useFetchedText(href);
  const isCut = head.text.length < head.chars && [...head.text].length < head.chars;
  const text = loaded ?? head.text;
  // What does not fit on a screen scrolls by itself, so that the rest of the page stays near.
  const isLong = text.length > 4_000 || text.split("\n", 61).length > 60;
  return (
    <div className="min-w-0">
      {draw && loaded === null ? (
        <div
          tabIndex={isLong ? 0 : undefined}
          role={isLong ? "group" : undefined}
          aria-label={isLong ? label : undefined}
          className={isLong ? "max-h-[640px] overflow-auto" : ""}
        >
          {draw(text)}
        </div>
      ) : (
        <LongText text={text} label={label} first={60_000} className={`max-h-[640px] ${className}`} />
      )}
      {isCut && loaded === null && (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-small text-faint">
          <span>
            {formatNumber(head.chars - [...head.text].length)} of {formatNumber(head.chars)} characters are not shown.
          </span>
          <Button size="small" className="needs-script" onClick={() => void load()} pending={state === "loading"}>
            Show all
          </Button>
          <a href={href} className="underline underline-offset-2">
            Open raw
          </a>
          {state === "failed" && <span className="text-err">It could not be loaded.</span>}
        </p>
      )}
    </div>
  );
}

export function plainText(text: string) {
  return <p className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">{text}</p>;
}
