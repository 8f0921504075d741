import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type SerializeFrom } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { BotActions } from "~/features/bots/one/bot-actions";
import { BotHeader } from "~/features/bots/one/bot-header";
import { BotTabs } from "~/features/bots/one/bot-tabs";
import { getBot } from "~/features/bots/one/bot-view.server";
import { PauseButton } from "~/features/bots/pause/pause-button";
import { findOwnPause } from "~/features/bots/pause/pause-bots.server";
import { botHref } from "~/features/bots/profile/bot-slug";
import { setBotEnabled } from "~/features/bots/profile/enable-bot.server";
import { answerForm, parseAction } from "~/platform/action.server";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: (loaded) => {
    const loadedBot = (loaded as SerializeFrom<typeof loader> | undefined)?.bot;
    return loadedBot?.kind === "configured" ? loadedBot.profile.name : (loadedBot?.slug ?? "Bot");
  },
  parent: { to: "/bots", label: "Bots" },
};

const Change = z.object({ intent: z.enum(["enable", "disable"]) });

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:read");
  const asked = params.slug ?? "";
  const bot = await getBot(asked);
  if (bot.slug !== asked) {
    const url = new URL(request.url);
    const rest = url.pathname.split("/").slice(3).join("/");
    throw redirect(`${botHref(bot.slug, rest)}${url.search}`);
  }
  return { bot, pause: await findOwnPause(bot.slug), mayWrite: may(user.role, "bots:write") };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "bots:write");
  return answerForm(async () => {
    const { intent } = await parseAction(request, Change);
    await setBotEnabled(user, params.slug ?? "", intent === "enable");
    return null;
  });
}

export default function BotLayout() {
  const { bot, pause, mayWrite } = useLoaderData<typeof loader>();
  const profile = bot.kind === "configured" ? bot.profile : null;
  return (
    <div className="flex min-h-full flex-col">
      <BotHeader
        slug={bot.slug}
        profile={profile}
        actions={
          <>
            {mayWrite && <PauseButton slug={bot.slug} name={profile?.name ?? bot.slug} pause={pause} />}
            <BotActions slug={bot.slug} isConfigured={profile !== null} mayWrite={mayWrite} />
          </>
        }
      />
      <BotTabs slug={bot.slug} isConfigured={profile !== null} />
      <Outlet />
    </div>
  );
}
