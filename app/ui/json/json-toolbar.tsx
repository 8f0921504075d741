import { ChevronDown, ChevronUp } from "lucide-react";
import type { KeyboardEvent } from "react";
import { formatCount, formatNumber } from "~/lib/numbers";
import { Button } from "../button";
import { IconButton } from "../icon-button";
import { matchLimit } from "./json-search";

type Props = {
  label: string;
  words: string;
  onWords: (words: string) => void;
  matches: number;
  current: number;
  busy: boolean;
  onStep: (direction: 1 | -1) => void;
  onDepth: (depth: number) => void;
};

const everything = Number.MAX_SAFE_INTEGER;

export function JsonToolbar({ label, words, onWords, matches, current, busy, onStep, onDepth }: Props) {
  function key(event: KeyboardEvent) {
    if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && words) onWords("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const said = !words
    ? ""
    : busy
      ? "Searching"
      : matches === 0
        ? "Not found"
        : `${formatNumber(current + 1)} of ${formatCount(matches, matchLimit)}`;
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line-soft px-2 py-1 font-sans">
      <input
        type="search"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={key}
        placeholder="Search within"
        aria-label={`Search within ${label}`}
        className="h-6 max-w-44 min-w-24 flex-1 rounded-control border border-line bg-base px-2 text-small placeholder:text-faint"
      />
      <span role="status" className={`text-label text-faint tabular-nums ${words ? "min-w-16" : ""}`}>
        {said}
      </span>
      {matches > 0 && (
        <>
          <IconButton icon={ChevronUp} size="small" label="Previous match" onClick={() => onStep(-1)} />
          <IconButton icon={ChevronDown} size="small" label="Next match" onClick={() => onStep(1)} />
        </>
      )}
      <span className="ml-auto flex items-center gap-1 text-label text-faint" role="group" aria-label="Open to depth">
        <span aria-hidden>Depth</span>
        {[1, 2, 3].map((depth) => (
          <Button
            key={depth}
            size="small"
            tone="ghost"
            aria-label={`Open to depth ${depth}`}
            onClick={() => onDepth(depth)}
          >
            {depth}
          </Button>
        ))}
        <Button size="small" tone="ghost" aria-label="Open all levels" onClick={() => onDepth(everything)}>
          all
        </Button>
      </span>
    </div>
  );
}
