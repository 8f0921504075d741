import { Link } from "@remix-run/react";
import { Bookmark } from "lucide-react";
import type { ReactNode } from "react";
import type { KeptTurn, NotedTurn } from "~/data/runtime/turn-marks.server";
import { BotName } from "~/ui/bot-mark";
import { EmptyState } from "~/ui/page/empty-state";
import { Page, Section } from "~/ui/page/page";
import { RelativeTime } from "~/ui/relative-time";
import { TurnStatusMark } from "./turn-status";
import { turnHref } from "./turn-view";

export const MOST_KEPT = 200;

/** Turns that people want to find again. */
export function KeptPage({ bookmarks, notes }: { bookmarks: KeptTurn[]; notes: NotedTurn[] }) {
  if (bookmarks.length + notes.length === 0)
    return (
      <EmptyState icon={Bookmark} title="Nothing is kept yet">
        Press b on a turn to bookmark it, n to write a note on it. Both stand here until the turn's days are over.
      </EmptyState>
    );
  return (
    <Page>
      {bookmarks.length > 0 && (
        <Section title="Your bookmarks" help={capped(bookmarks.length)}>
          <KeptList>
            {bookmarks.map((turn) => (
              <KeptRow key={turn.id} turn={turn} />
            ))}
          </KeptList>
        </Section>
      )}
      {notes.length > 0 && (
        <Section title="Notes" help={capped(notes.length) ?? "of everybody, newest first"}>
          <KeptList>
            {notes.map((turn, index) => (
              <KeptRow key={index} turn={turn}>
                <span className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">{turn.note}</span>
                <span className="text-small text-faint">{turn.author_name}</span>
              </KeptRow>
            ))}
          </KeptList>
        </Section>
      )}
    </Page>
  );
}

function capped(count: number): string | undefined {
  return count >= MOST_KEPT ? `the newest ${MOST_KEPT}` : undefined;
}

function KeptList({ children }: { children: ReactNode }) {
  return (
    <ul className="max-w-280 divide-y divide-line-soft overflow-hidden rounded-card border border-line-soft bg-raised">
      {children}
    </ul>
  );
}

function KeptRow({ turn, children }: { turn: KeptTurn; children?: ReactNode }) {
  return (
    <li>
      <Link to={turnHref(turn.id)} className="flex min-w-0 flex-col gap-1 px-3 py-2 hover:bg-sunken">
        <span className="flex min-w-0 items-center gap-3 max-sm:flex-wrap">
          <span className="w-28 shrink-0">
            <BotName slug={turn.bot_id} />
          </span>
          <span className="w-24 shrink-0">
            <TurnStatusMark status={turn.status} />
          </span>
          <span className="min-w-0 flex-1 truncate text-muted [unicode-bidi:plaintext]">
            {turn.prompt_preview ?? turn.id}
          </span>
          <span className="shrink-0 text-small text-faint">
            <RelativeTime at={turn.marked_at} />
          </span>
        </span>
        {children}
      </Link>
    </li>
  );
}
