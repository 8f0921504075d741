import { transaction, type Sql } from "~/data/postgres.server";
import { fieldsOf, NEW_BOT, type BotFields } from "~/data/runtime/bot-profile";
import { findBotsNamed, insertBotProfile, lockBotNames } from "~/data/runtime/bot-profiles.server";
import { keepBotRevision } from "~/data/runtime/bot-revisions.server";
import { isBotInTurns } from "~/data/runtime/bot-known.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { audit } from "~/platform/audit.server";
import { tellChanges } from "~/platform/changes.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { changedKeys, toldFields } from "./bot-changes";
import { checkBot } from "./bot-input.server";
import { slugProblem } from "./bot-slug";

export type NewBot = { slug: string; source?: string; note?: string } & Partial<BotFields>;

/** Sets a bot up. What is not said has its default; without a name it is called by its slug. */
export async function createBot(user: SessionUser, input: NewBot): Promise<{ id: string; slug: string }> {
  requirePermission(user, "bots:write");
  return transaction(async (sql) => {
    const id = await createBotIn(sql, user, input);
    return { id, slug: input.slug };
  });
}

export async function createBotIn(sql: Sql, user: SessionUser, { slug, source, note, ...part }: NewBot) {
  await lockBotNames(sql);
  await requireFreeSlug(sql, slug, null);
  const fields = checkFields({ ...NEW_BOT, ...part, name: part.name?.trim() || slug });
  const id = uuid();
  await insertBotProfile(sql, { id, slug, source: source ?? "console", fields, by: user.name });
  await keepBotRevision(sql, id, { note: note || "Created", by: user.name });
  await tellChanges(sql);
  await audit(sql, user, {
    action: "bot.created",
    target: { kind: "bot", id: slug, name: fields.name },
    after: { slug, ...toldFields(fields, changedKeys(NEW_BOT, fields)) },
  });
  return id;
}

export function checkFields(input: unknown): BotFields {
  const checked = checkBot(input);
  if (checked.problems) throw new AppError("invalid", "Some fields need another look.", { fields: checked.problems });
  return fieldsOf(checked.fields);
}

/** Refuses a name that is another bot's, was another bot's, or would be mistaken for one. */
export async function requireFreeSlug(sql: Sql, slug: string, ownId: string | null): Promise<void> {
  const refuse = (code: "invalid" | "conflict", message: string) =>
    new AppError(code, message, { fields: { slug: message } });
  const problem = slugProblem(slug);
  if (problem) throw refuse("invalid", problem);
  for (const other of await findBotsNamed(sql, slug)) {
    if (other.id === ownId) continue;
    if (other.slug === slug) throw refuse("conflict", `There is a bot ${slug} already: ${other.name}.`);
    if (other.slug.toLowerCase() !== slug.toLowerCase())
      throw refuse(
        "conflict",
        `${other.slug} was called ${slug} before, and its turns still are. Choose another name.`,
      );
    if (!(await isBotInTurns(sql, slug)))
      throw refuse("conflict", `${slug} and ${other.slug} differ in nothing but capitals. Choose another name.`);
  }
}
