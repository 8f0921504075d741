import type { Sql } from "~/data/postgres.server";
import type { JoiningPrompt } from "./assemble-prompt";

/** One value that holds for a bot, and who says so. */
export type EffectiveValue = {
  key: string;
  label: string;
  group: string;
  /** Null for a secret. */
  value: unknown;
  source: "bot" | "global" | "default";
  via: "setting" | "profile" | null;
  isSecret: boolean;
  isSet: boolean;
};
/** One prompt as a bot has it. */
export type EffectivePrompt = Pick<JoiningPrompt, "key" | "scope" | "version" | "pinned"> & { title: string };

/** What other areas say of a bot. They are handed in, because areas meet in routes. */
export type EffectiveSources = {
  settings: (sql: Sql, bot: string) => Promise<EffectiveValue[]>;
  prompts: (sql: Sql, bot: string) => Promise<EffectivePrompt[]>;
  resolve: (
    sql: Sql,
    question: { key: string; bot: string },
  ) => Promise<(Omit<JoiningPrompt, "body"> & { body: string | null }) | null>;
};
