import type { BotSummary } from "~/data/runtime/bot-list.server";
import { BotName } from "~/ui/bot-mark";
import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";

export const BOT_COLUMNS = defineColumns<BotSummary>([
  {
    id: "name",
    header: "Bot",
    width: 200,
    grow: true,
    fixed: true,
    cell: (bot) => <BotName slug={bot.slug} />,
  },
  { id: "backend", header: "Backend", width: 112, cell: (bot) => bot.agent_backend },
  { id: "changed", header: "Changed", width: 104, cell: (bot) => <RelativeTime at={bot.updated_at} /> },
]);
