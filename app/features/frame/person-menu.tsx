import { Link } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { useAnchored } from "~/ui/overlay/anchored";
import type { FrameData } from "./frame-data";

export const loadPersonMenu = () => import("./person-menu-items");
const Items = lazy(() => loadPersonMenu().then((module) => ({ default: module.PersonMenuItems })));

/** Who is signed in, how pages look, and the way out. Its items come when idle or at first use. */
export function PersonMenu({ person, onHelp }: { person: FrameData["person"]; onHelp: () => void }) {
  const { open, hide, surface, surfaceProps, triggerProps } = useAnchored("below-end");
  // The letters are drawn, not said: the name says more.
  const look =
    "before:content-[attr(data-initials)] grid size-6 shrink-0 place-items-center rounded-full bg-pressed text-[10px] font-semibold text-muted hover:text-text";
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-haspopup="menu"
        aria-label={`${person.name}, ${person.role}`}
        data-initials={initialsOf(person.name)}
        className={`${look} needs-script`}
      />
      <div {...surfaceProps} ref={surface} className="anchored">
        {open && (
          <Suspense fallback={<p className="px-3 py-2 text-faint">Loading</p>}>
            <Items person={person} onHelp={onHelp} onClose={hide} />
          </Suspense>
        )}
      </div>
      <noscript>
        <Link
          to="/account"
          aria-label={`${person.name}, ${person.role}: account`}
          data-initials={initialsOf(person.name)}
          className={look}
        />
      </noscript>
    </>
  );
}

/** Two letters for a round mark: of the first and the last word, or the first two. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s.@_-]+/)
    .filter(Boolean);
  const letters =
    words.length > 1
      ? [words[0], words.at(-1)].map((word) => Array.from(word ?? "")[0])
      : Array.from(words[0] ?? "?").slice(0, 2);
  return letters.join("").toUpperCase();
}
