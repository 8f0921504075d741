import {
  Activity,
  BellRing,
  BookText,
  Bot,
  House,
  KeyRound,
  ListChecks,
  Radio,
  ScrollText,
  Settings2,
  TextQuote,
  Webhook,
} from "lucide-react";
import type { Permission } from "~/platform/permissions";
import type { Icon } from "~/ui/icon";

export type MenuEntry = {
  to: string;
  label: string;
  icon: Icon;
  permission: Permission;
  group: "" | "House";
  /** The letter after `g`. */
  key: string;
};

/** The areas that exist, in the order of the side menu. An area enters this list with its first page. */
export const MENU: readonly MenuEntry[] = [
  { to: "/", label: "Overview", icon: House, permission: "overview:read", group: "", key: "o" },
  { to: "/bots", label: "Bots", icon: Bot, permission: "bots:read", group: "", key: "b" },
  { to: "/turns", label: "Turns", icon: TextQuote, permission: "turns:read", group: "", key: "t" },
  { to: "/events", label: "Events", icon: Radio, permission: "turns:read", group: "", key: "e" },
  { to: "/prompts", label: "Prompts", icon: ScrollText, permission: "prompts:read", group: "", key: "p" },
  { to: "/health", label: "Health", icon: Activity, permission: "health:read", group: "House", key: "h" },
  { to: "/jobs", label: "Jobs", icon: ListChecks, permission: "jobs:read", group: "House", key: "j" },
  { to: "/alerts", label: "Alerts", icon: BellRing, permission: "alerts:read", group: "House", key: "l" },
  { to: "/webhooks", label: "Webhooks", icon: Webhook, permission: "webhooks:read", group: "House", key: "w" },
  { to: "/docs/api", label: "API", icon: BookText, permission: "docs:read", group: "House", key: "i" },
  { to: "/settings", label: "Settings", icon: Settings2, permission: "settings:read", group: "House", key: "s" },
  { to: "/access", label: "Access", icon: KeyRound, permission: "access:read", group: "House", key: "a" },
];
