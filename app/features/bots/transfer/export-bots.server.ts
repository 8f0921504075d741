import { pool } from "~/data/postgres.server";
import { fieldsOf, type BotProfile } from "~/data/runtime/bot-profile";
import { listBotProfiles } from "~/data/runtime/bot-profiles.server";
import { AppError } from "~/lib/errors";
import { isSecretName, secretPaths } from "~/lib/secret-json";

export const BOT_FILE = "bots";

/** The same JSON without any text that stands under a secret's name. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => !(isSecretName(key) && secretPaths({ [key]: each }).length > 0))
      .map(([key, each]) => [key, withoutSecrets(each)]),
  );
}

function told(bot: BotProfile) {
  const fields = fieldsOf(bot);
  const left = secretPaths(fields);
  return { slug: bot.slug, ...(withoutSecrets(fields) as object), ...(left.length > 0 && { secrets_left_out: left }) };
}

/** One bot, several or all, as a file that this console reads again. Secrets stay here. */
export async function exportBots(slugs: readonly string[]): Promise<{ name: string; text: string }> {
  const bots = await listBotProfiles(pool("export"), slugs.length > 0 ? slugs : null);
  if (slugs.length > 0 && bots.length === 0) throw new AppError("not_found", "None of these bots is set up here.");
  const file = { wheelhouse: BOT_FILE, version: 1, exported_at: new Date().toISOString(), bots: bots.map(told) };
  const name = bots.length === 1 && slugs.length > 0 ? `bot-${bots[0]!.slug.replaceAll(":", "_")}` : "bots";
  return { name: `${name}.json`, text: `${JSON.stringify(file, null, 2)}\n` };
}
