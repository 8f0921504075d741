import { defineColumns } from "~/ui/data-table/columns";
import { RelativeTime } from "~/ui/relative-time";
import { BotCell, BotState, CostOf, ErrorRate, Hours, LastSeen, None, Slowest, TurnsOf } from "./bot-cells";
import type { BotRow } from "./bot-row";

/** Figures are those of the last 24 hours. */
export const BOT_COLUMNS = defineColumns<BotRow>([
  { id: "name", header: "Bot", width: 220, grow: true, fixed: true, sort: "asc", cell: (bot) => <BotCell bot={bot} /> },
  { id: "state", header: "State", width: 124, cell: (bot) => <BotState bot={bot} /> },
  {
    id: "model",
    header: "Model",
    width: 136,
    sort: "asc",
    spare: true,
    cell: (bot) => (bot.model ? <span className="truncate font-mono text-small">{bot.model}</span> : <None />),
  },
  {
    id: "backend",
    header: "Backend",
    width: 100,
    sort: "asc",
    hidden: true,
    cell: (bot) => bot.backend ?? <None />,
  },
  { id: "turns", header: "Turns, 24 h", width: 92, align: "end", sort: "desc", cell: (bot) => <TurnsOf bot={bot} /> },
  { id: "hours", header: "By the hour", width: 96, spare: true, cell: (bot) => <Hours bot={bot} /> },
  { id: "errors", header: "Errors", width: 72, align: "end", sort: "desc", cell: (bot) => <ErrorRate bot={bot} /> },
  { id: "p95", header: "p95", width: 80, align: "end", sort: "desc", cell: (bot) => <Slowest bot={bot} /> },
  { id: "cost", header: "Cost", width: 88, align: "end", sort: "desc", cell: (bot) => <CostOf bot={bot} /> },
  { id: "seen", header: "Last seen", width: 104, sort: "desc", cell: (bot) => <LastSeen bot={bot} /> },
  {
    id: "changed",
    header: "Changed",
    width: 104,
    sort: "desc",
    hidden: true,
    cell: (bot) => (bot.changedAt ? <RelativeTime at={bot.changedAt} /> : <None />),
  },
]);
