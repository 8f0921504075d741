import { pool } from "~/data/postgres.server";
import { findPromptsByName } from "~/data/runtime/prompt-library.server";
import type { PaletteProvider } from "~/platform/palette.server";
import { promptHref, scopeWords } from "../prompt-href";

const MOST = 6;

/** The palette finds a prompt by its key or its title. */
export const promptPalette: PaletteProvider = {
  permission: "prompts:read",
  async find(query) {
    const found = await findPromptsByName(pool("pages"), query, MOST);
    return found.map(({ key, scope, title }) => ({
      ...{ group: "Prompts", label: key, to: promptHref({ key, scope }) },
      note: [title, ...(scope === "global" ? [] : [scopeWords(scope)])].filter(Boolean).join(", "),
    }));
  },
};
