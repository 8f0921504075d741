import { redirect, type LoaderFunctionArgs, type SerializeFrom } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { BotHeader } from "~/features/bots/one/bot-header";
import { BotTabs } from "~/features/bots/one/bot-tabs";
import { getBot } from "~/features/bots/one/bot-view.server";
import { PauseButton } from "~/features/bots/pause/pause-button";
import { findOwnPause } from "~/features/bots/pause/pause-bots.server";
import { botHref } from "~/features/bots/profile/bot-slug";
import { may } from "~/platform/permissions";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = {
  title: (loaded) => {
    const bot = loaded as SerializeFrom<typeof loader> | undefined;
    return bot?.kind === "configured" ? bot.profile.name : (bot?.slug ?? "Bot");
  },
  parent: { to: "/bots", label: "Bots" },
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, "bots:read");
  const asked = params.slug ?? "";
  const bot = await getBot(asked);
  if (bot.slug !== asked) {
    const url = new URL(request.url);
    const rest = url.pathname.split("/").slice(3).join("/");
    throw redirect(`${botHref(bot.slug, rest)}${url.search}`);
  }
  return { ...bot, pause: await findOwnPause(bot.slug), mayWrite: may(user.role, "bots:write") };
}

export default function BotLayout() {
  const bot = useLoaderData<typeof loader>();
  const profile = bot.kind === "configured" ? bot.profile : null;
  return (
    <div className="flex min-h-full flex-col">
      <BotHeader
        slug={bot.slug}
        profile={profile}
        actions={bot.mayWrite && <PauseButton slug={bot.slug} name={profile?.name ?? bot.slug} pause={bot.pause} />}
      />
      <BotTabs slug={bot.slug} />
      <Outlet />
    </div>
  );
}
