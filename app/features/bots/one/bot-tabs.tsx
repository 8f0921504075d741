import { Tabs } from "~/ui/page/tabs";
import { botHref } from "../profile/bot-slug";

type BotTab = { tab: string; label: string; end?: boolean; isForConfigured?: boolean };

/** Views of one bot, in the order of what is asked first. Each is a route beneath /bots/:slug. */
const TABS: readonly BotTab[] = [
  { tab: "", label: "Overview", end: true },
  { tab: "effective", label: "Effective" },
  { tab: "prompts", label: "Prompts" },
  { tab: "settings", label: "Settings" },
  { tab: "history", label: "History", isForConfigured: true },
];

export function BotTabs({ slug, isConfigured }: { slug: string; isConfigured: boolean }) {
  const tabs = TABS.filter((each) => isConfigured || !each.isForConfigured);
  return <Tabs label="Bot" tabs={tabs.map(({ tab, label, end }) => ({ label, end, to: botHref(slug, tab) }))} />;
}
