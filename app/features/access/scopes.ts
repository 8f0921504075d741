import type { Scope } from "~/platform/permissions";

export const SCOPE_WORDS: Record<Scope, string> = {
  "turns:write": "Report turns, tool calls and events.",
  "turns:read": "Read and export turns.",
  "config:read": "Fetch bots, prompts and settings.",
  "config:write": "Write prompt versions.",
  "usage:read": "Read usage.",
  "usage:write": "Set caps, reserve and settle.",
  "content:read": "Read the feed and context.",
  "content:ack": "Say what content was used.",
  "avatars:read": "Read avatars and their clips.",
  "containers:read": "Read the container catalogue.",
  "metrics:read": "Read the console's own metrics.",
};
