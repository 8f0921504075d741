import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BotFacts } from "~/features/bots/one/bot-facts";
import { getBot } from "~/features/bots/one/bot-view.server";
import { UpstreamSessionPanel } from "~/features/bots/session/upstream-session-panel";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:read");
  return { bot: await getBot(params.slug ?? ""), mayWrite: may(user.role, "bots:write") };
}

export default function BotOverview() {
  const { bot, mayWrite } = useLoaderData<typeof loader>();
  return (
    <Page>
      {bot.kind === "configured" && <BotFacts profile={bot.profile} />}
      {bot.kind === "configured" && <UpstreamSessionPanel bot={bot.profile} mayWrite={mayWrite} />}
    </Page>
  );
}
