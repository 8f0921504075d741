import { CalendarClock, Radio, SearchX } from "lucide-react";
import { NoMatch } from "~/ui/data-table/no-match";
import { LinkButton } from "~/ui/link-button";
import { EmptyState } from "~/ui/page/empty-state";
import { Spinner } from "~/ui/spinner";
import { RelativeTime } from "~/ui/relative-time";
import { shellWord, toCurl } from "~/lib/copy-formats";

type Props = {
  /** When the newest turn of all began; null where there is none. */
  newestAt: string | null;
  /** Something else than the time narrows the list. */
  isFiltered: boolean;
  mayMakeKeys: boolean;
  origin: string;
  /** A search that has not come to its end: where it goes on. */
  more: { href: string; pending: boolean; onMore: () => void } | null;
};

/** Why there are no rows, and what makes one appear. */
export function TurnEmpty({ newestAt, isFiltered, mayMakeKeys, origin, more }: Props) {
  if (more) return <NothingYet {...more} />;
  if (newestAt === null) {
    return (
      <EmptyState
        icon={Radio}
        title="No turns yet"
        command={firstTurn(origin)}
        action={
          mayMakeKeys && (
            <LinkButton to="/access/keys/new" tone="primary">
              Make a key
            </LinkButton>
          )
        }
      >
        <p>
          A turn appears here the moment a runtime starts it. {mayMakeKeys ? "Make" : "Ask an admin for"} a key with the
          scope <code>turns:write</code>, put it into <code>WHEELHOUSE_KEY</code>, and send the first one. The folder{" "}
          <code>examples/</code> has the same in Python and TypeScript.
        </p>
      </EmptyState>
    );
  }
  if (isFiltered) return <NoMatch what="turns" clearHref="/turns" />;
  return (
    <EmptyState
      icon={CalendarClock}
      title="No turns in this time"
      action={<LinkButton to="/turns?range=30d">Show the last 30 days</LinkButton>}
    >
      The newest began <RelativeTime at={newestAt} />.
    </EmptyState>
  );
}

function NothingYet({ href, pending, onMore }: NonNullable<Props["more"]>) {
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing found so far"
      action={
        <LinkButton
          to={href}
          aria-busy={pending || undefined}
          onClick={(event) => {
            event.preventDefault();
            if (!pending) onMore();
          }}
        >
          {pending && <Spinner />}
          Search on
        </LinkButton>
      }
    >
      These words are everywhere in the index and rare together. The search goes on from where it stopped.
    </EmptyState>
  );
}

function firstTurn(origin: string): string {
  const call = toCurl({
    method: "POST",
    url: `${origin}/api/v1/turns`,
    body: { bot: "my-bot", user_prompt: "Hello from the terminal" },
  });
  // In double quotes, so that the shell puts the key in.
  return call.replace(
    `-X POST ${shellWord(`${origin}/api/v1/turns`)}`,
    `-X POST ${shellWord(`${origin}/api/v1/turns`)} -H "Authorization: Bearer $WHEELHOUSE_KEY"`,
  );
}
