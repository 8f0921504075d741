import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BotFacts } from "~/features/bots/one/bot-facts";
import { getBotOverview } from "~/features/bots/one/bot-overview.server";
import { getBot } from "~/features/bots/one/bot-view.server";
import { UpstreamSessionPanel } from "~/features/bots/session/upstream-session-panel";
import { FigureTiles } from "~/features/bots/one/figure-tiles";
import { HourBars } from "~/features/bots/one/hour-bars";
import { ManageBot } from "~/features/bots/one/manage-bot";
import { NotConfigured } from "~/features/bots/one/not-configured";
import { RecentTurns } from "~/features/bots/one/recent-turns";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:read");
  const bot = await getBot(params.slug ?? "");
  return {
    bot,
    overview: await getBotOverview(bot),
    mayWrite: may(user.role, "bots:write"),
    mayDelete: may(user.role, "bots:delete"),
  };
}

export default function BotOverview() {
  const { bot, overview, mayWrite, mayDelete } = useLoaderData<typeof loader>();
  return (
    <Page>
      <FigureTiles data={overview} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(300px,400px)]">
        <div className="flex min-w-0 flex-col gap-4">
          {overview.byHour.some(({ turns }) => turns > 0) && <HourBars data={overview} />}
          <RecentTurns data={overview} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {bot.kind === "configured" ? (
            <>
              <BotFacts profile={bot.profile} />
              <UpstreamSessionPanel bot={bot.profile} mayWrite={mayWrite} />
              <ManageBot profile={bot.profile} mayWrite={mayWrite} mayDelete={mayDelete} />
            </>
          ) : (
            <NotConfigured bot={bot} />
          )}
        </div>
      </div>
    </Page>
  );
}
