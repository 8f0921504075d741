import { formatNumber } from "~/lib/numbers";

/** "12 new": rows that wait above. Always there for screen readers, so that a change is spoken. */
export function LivePill({ held, onRelease }: { held: number; onRelease: () => void }) {
  return (
    <div role="status" className="pointer-events-none absolute top-8 right-3.5 z-20 @max-md:top-2">
      {held > 0 && (
        <button
          type="button"
          onClick={onRelease}
          className="pointer-events-auto rounded-full bg-brass px-3 text-label leading-5 font-medium text-on-brass tabular-nums shadow-pop hover:brightness-110"
        >
          {formatNumber(held)} new
        </button>
      )}
    </div>
  );
}
