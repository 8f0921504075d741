import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import { addDecimals } from "~/lib/decimal";
import { formatMoney } from "~/lib/money";
import { formatCompact, formatCount, formatNumber } from "~/lib/numbers";
import { BotName } from "~/ui/bot-mark";
import { LinkButton } from "~/ui/link-button";
import { Card } from "~/ui/page/card";
import { DescriptionList } from "~/ui/page/description-list";
import { CopyButton } from "~/ui/copy-button";
import { Spinner } from "~/ui/spinner";
import { ExactTime, RelativeTime } from "~/ui/relative-time";
import { listHref } from "./list-href";
import { RunningExchange, SessionExchange } from "./session-exchange";
import { gapBefore, joinTurns, MOST_SUMMED, type SessionTurn, type SessionView } from "./session-view";
import { sessionHref } from "./turn-view";
import { useLiveSession } from "./use-live-session";

type Props = { view: SessionView; mayDelete: boolean };

/** A session as a conversation in order, live as it goes on; what came before is a click away. */
export function SessionPage({ view, mayDelete }: Props) {
  const { session } = view;
  const here = sessionHref(session.id);
  useLiveSession(here);
  const { turns, older, isLoading, loadOlder } = useOlderTurns(view, here);
  const running = new Map(view.running.map((each) => [each.row.id, each]));
  return (
    <div className="grid w-full max-w-[1200px] items-start gap-6 p-4 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="flex min-w-0 flex-col gap-5 max-lg:order-2">
        {older && (
          <LinkButton
            to={`${here}?before=${encodeURIComponent(older)}`}
            className="self-center"
            onClick={(event) => {
              event.preventDefault();
              loadOlder(older);
            }}
          >
            {isLoading && <Spinner />}
            Load older turns
          </LinkButton>
        )}
        <ol aria-label="Conversation" className="flex min-w-0 flex-col gap-5">
          {turns.map((turn, index) => {
            const live = running.get(turn.id);
            const props = { turn, user: session.user_id, gapMs: gapBefore(turns, index) };
            return live ? (
              <RunningExchange key={turn.id} {...props} view={live} />
            ) : (
              <SessionExchange key={turn.id} {...props} />
            );
          })}
        </ol>
        <div id="newest" />
      </div>
      <aside aria-label="About this session" className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-4">
        <SessionFacts view={view} />
        <div className="flex flex-wrap gap-1.5">
          <LinkButton to={listHref("session", session.id)} size="small">
            In the list
          </LinkButton>
          <a
            href="#newest"
            className="inline-flex h-6 items-center px-1 text-small text-muted underline underline-offset-2"
          >
            To the newest
          </a>
          {mayDelete && (
            <LinkButton to={`/turns/delete?session=${encodeURIComponent(session.id)}`} size="small" tone="danger">
              Delete
            </LinkButton>
          )}
        </div>
      </aside>
    </div>
  );
}

function useOlderTurns(view: SessionView, here: string) {
  const fetcher = useFetcher<{ view: SessionView }>();
  const [pages, setPages] = useState<{ turns: SessionTurn[]; older: string | null } | null>(null);
  const loaded = fetcher.data?.view;
  useEffect(() => {
    if (loaded) setPages((known) => ({ turns: joinTurns(loaded.turns, known?.turns ?? []), older: loaded.older }));
  }, [loaded]);
  // New turns push others out of the newest page; those must not leave a hole.
  useEffect(() => {
    setPages((known) => known && { ...known, turns: joinTurns(known.turns, view.turns) });
  }, [view.turns]);
  return {
    turns: pages ? joinTurns(pages.turns, view.turns) : view.turns,
    older: pages ? pages.older : view.older,
    isLoading: fetcher.state !== "idle",
    loadOlder: (before: string) => fetcher.load(`${here}?before=${encodeURIComponent(before)}`),
  };
}

function SessionFacts({ view: { session, bots, is_sum_cut } }: { view: SessionView }) {
  const sum = (pick: (bot: SessionView["bots"][number]) => number) => bots.reduce((total, bot) => total + pick(bot), 0);
  const tokens = bots.some((bot) => bot.tokens !== null) ? sum((bot) => Number(bot.tokens ?? 0)) : null;
  const cost = bots.reduce<string | null>(
    (total, bot) => (bot.cost_usd === null ? total : addDecimals(total ?? "0", bot.cost_usd)),
    null,
  );
  const unknown = (count: number) =>
    count > 0 ? <span className="text-faint"> + {formatNumber(count)} unknown</span> : null;
  return (
    <Card title="Session" className="text-small">
      <DescriptionList
        items={[
          {
            term: "Id",
            detail: (
              <span className="inline-flex max-w-full items-center gap-1">
                <code className="truncate">{session.id}</code>
                <CopyButton text={session.id} label="Copy the id" />
              </span>
            ),
          },
          ...(session.user_id ? [{ term: "User", detail: session.user_id }] : []),
          { term: "Began", detail: <ExactTime at={session.started_at} /> },
          { term: "Last turn", detail: <RelativeTime at={session.last_activity_at} /> },
          {
            term: "Turns",
            detail: formatCount(
              sum((bot) => bot.turns),
              MOST_SUMMED - 1,
            ),
          },
          { term: "Errors", detail: formatNumber(sum((bot) => bot.errors)) },
          {
            term: "Tokens",
            detail: (
              <>
                {tokens === null ? "unknown" : formatCompact(tokens)}
                {tokens !== null && unknown(sum((bot) => bot.tokens_unknown))}
              </>
            ),
          },
          {
            term: "Cost",
            detail: (
              <>
                {formatMoney(cost)}
                {cost !== null && unknown(sum((bot) => bot.cost_unknown))}
              </>
            ),
          },
          {
            term: bots.length === 1 ? "Bot" : "Bots",
            detail: (
              <ul className="flex flex-col gap-1">
                {bots.map((bot) => (
                  <li key={bot.bot_id} className="flex items-center justify-between gap-2">
                    <BotName slug={bot.bot_id} />
                    <span className="text-faint">{formatNumber(bot.turns)}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {is_sum_cut && (
        <p className="mt-2 text-small text-faint">Sums cover the newest {formatNumber(MOST_SUMMED)} turns.</p>
      )}
    </Card>
  );
}
