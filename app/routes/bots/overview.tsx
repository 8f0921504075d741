import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BotFacts } from "~/features/bots/one/bot-facts";
import { getBot } from "~/features/bots/one/bot-view.server";
import { requireUser } from "~/platform/session.server";
import { Page } from "~/ui/page/page";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "bots:read");
  return { bot: await getBot(params.slug ?? "") };
}

export default function BotOverview() {
  const { bot } = useLoaderData<typeof loader>();
  return <Page>{bot.kind === "configured" && <BotFacts profile={bot.profile} />}</Page>;
}
