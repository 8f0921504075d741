import type { AgentBackend } from "~/data/runtime/bot-profile";

/** One line of the list: what a bot is, and how it did in the last 24 hours. */
export type BotRow = {
  slug: string;
  name: string;
  description: string;
  isConfigured: boolean;
  isEnabled: boolean;
  isPaused: boolean;
  backend: AgentBackend | null;
  model: string | null;
  turns: number;
  /** Of the turns that ended; null when none has. */
  errorRate: number | null;
  errors: number;
  p95Ms: number | null;
  costUsd: string | null;
  costUnknown: number;
  lastAt: string | null;
  changedAt: string | null;
  changedBy: string | null;
  /** Turns in each of the 24 hours, the present one last. Only for the rows of a page. */
  hours: number[];
};
