import { countBotBindings } from "~/data/console/bot-bindings.server";
import { pool } from "~/data/postgres.server";
import { countBotReferences } from "~/data/runtime/bot-references.server";

/** Everything that names a bot, with nothing but its name to hold on to. */
export async function countReferences(names: readonly string[]) {
  const [references, bindings] = await Promise.all([
    countBotReferences(pool(), names),
    countBotBindings(pool(), names),
  ]);
  return { ...references, ...bindings };
}
