import { Tabs } from "~/ui/page/tabs";
import { botHref } from "../profile/bot-slug";

/** Views of one bot, in the order of what is asked first. Each is a route beneath /bots/:slug. */
const TABS = [
  { tab: "", label: "Overview", end: true },
  { tab: "effective", label: "Effective" },
  { tab: "settings", label: "Settings" },
  { tab: "history", label: "History" },
] as const;

export function BotTabs({ slug }: { slug: string }) {
  return <Tabs label="Bot" tabs={TABS.map(({ tab, ...rest }) => ({ ...rest, to: botHref(slug, tab) }))} />;
}
