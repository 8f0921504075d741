import { createHash } from "node:crypto";
import { z } from "zod";
import { pool, transaction, type Sql } from "~/data/postgres.server";
import { fieldsOf, NEW_BOT, type BotFields, type BotProfile } from "~/data/runtime/bot-profile";
import { listBotProfiles, lockBotNames } from "~/data/runtime/bot-profiles.server";
import { AppError } from "~/lib/errors";
import { isSecretName } from "~/lib/secret-json";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { changedKeys } from "../profile/bot-changes";
import { checkBot } from "../profile/bot-input.server";
import { describeChanges, type FieldChange } from "../profile/bot-labels";
import { createBotIn, requireFreeSlug } from "../profile/create-bot.server";
import { updateBotIn } from "../profile/update-bot.server";
import { readBotFile, type BotInFile } from "./read-bot-file";

const Text = z.string().default("");
const Upload = z.union([z.instanceof(File), z.string()]).optional();
export const Import = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("preview"), text: Text, file: Upload }),
  z.object({ intent: z.literal("import"), text: Text, plan: z.string() }),
]);

/** What would become of one bot of the file. */
export type Planned = {
  slug: string;
  name: string;
  outcome: "create" | "change" | "same" | "refuse";
  changes: FieldChange[];
  problems: string[];
  /** Keys of the file that bots do not have. */
  ignored: string[];
};
export type ImportPlan = { text: string; hash: string; bots: Planned[] };

type Step = { planned: Planned; fields: BotFields | null; stored: BotProfile | null };

/** The text of the form, or of the file that was chosen. */
export async function importText(input: { text: string; file?: File | string }): Promise<string> {
  return input.file instanceof File && input.file.size > 0 ? input.file.text() : input.text;
}

/** Shows what an import would do. Nothing is written. */
export async function planImport(text: string): Promise<ImportPlan> {
  const steps = await makePlan(pool(), text);
  return { text, hash: hashOf(steps), bots: steps.map(({ planned }) => planned) };
}

/** Does what was shown, all of it in one transaction. When anything else would come of it now, that is shown instead. */
export async function importBots(
  user: SessionUser,
  text: string,
  hash: string,
): Promise<{ created: number; changed: number } | ImportPlan> {
  requirePermission(user, "bots:write");
  return transaction(async (sql) => {
    await lockBotNames(sql);
    const steps = await makePlan(sql, text);
    if (hashOf(steps) !== hash) return { text, hash: hashOf(steps), bots: steps.map(({ planned }) => planned) };
    const done = { created: 0, changed: 0 };
    for (const { planned, fields, stored } of steps) {
      if (!fields) continue;
      if (planned.outcome === "create") {
        await createBotIn(sql, user, { ...fields, slug: planned.slug, note: "Imported" });
        done.created += 1;
      } else if (planned.outcome === "change" && stored) {
        await updateBotIn(sql, user, stored, { fields, baseRevision: stored.revision, note: "Imported" });
        done.changed += 1;
      }
    }
    return done;
  });
}

function hashOf(steps: readonly Step[]): string {
  const seen = steps.map(({ planned, stored }) => [planned, stored?.revision ?? 0]);
  return createHash("sha256").update(JSON.stringify(seen)).digest("base64url");
}

async function makePlan(sql: Sql, text: string): Promise<Step[]> {
  const bots = readBotFile(text);
  const stored = new Map(
    (
      await listBotProfiles(
        sql,
        bots.map(({ slug }) => slug),
      )
    ).map((bot) => [bot.slug, bot]),
  );
  const times = new Map<string, number>();
  for (const { slug } of bots) times.set(slug, (times.get(slug) ?? 0) + 1);
  const steps: Step[] = [];
  for (const bot of bots) steps.push(await planOne(sql, bot, stored.get(bot.slug) ?? null, times.get(bot.slug)! > 1));
  return steps;
}

async function planOne(sql: Sql, bot: BotInFile, stored: BotProfile | null, isTwice: boolean): Promise<Step> {
  const { slug, part, ignored } = bot;
  const before = stored ? fieldsOf(stored) : NEW_BOT;
  const name = typeof part.name === "string" && part.name ? part.name : (stored?.name ?? slug);
  const checked = checkBot({ ...before, ...part, name });
  const problems = Object.entries(checked.problems ?? {}).map(([key, message]) => `${key}: ${message}`);
  if (isTwice) problems.push("It stands in the file more than once.");
  if (!stored) await requireFreeSlug(sql, slug, null).catch((error: unknown) => problems.push(sayProblem(error)));
  const about = { slug, name, ignored };
  if (checked.problems || problems.length > 0)
    return { planned: { ...about, outcome: "refuse", changes: [], problems }, fields: null, stored };
  const fields = stored ? keepSecrets(checked.fields, fieldsOf(stored)) : checked.fields;
  const outcome = !stored ? "create" : changedKeys(before, fields).length > 0 ? "change" : "same";
  const changes = describeChanges(before, fields);
  return { planned: { ...about, outcome, changes, problems }, fields, stored };
}

function sayProblem(error: unknown): string {
  if (error instanceof AppError) return error.message;
  throw error;
}

const WITH_SECRETS = ["agent_backend_config", "limits", "nextcloud_config"] as const;

/** A file has no secrets; those that are stored here stay. */
function keepSecrets(fields: BotFields, stored: BotFields): BotFields {
  return { ...fields, ...Object.fromEntries(WITH_SECRETS.map((key) => [key, refill(fields[key], stored[key])])) };
}

function refill(value: unknown, stored: unknown): unknown {
  const isPlain = (each: unknown): each is Record<string, unknown> =>
    typeof each === "object" && each !== null && !Array.isArray(each);
  if (!isPlain(value) || !isPlain(stored)) return value;
  const next: Record<string, unknown> = { ...value };
  for (const [key, each] of Object.entries(stored))
    if (Object.hasOwn(value, key)) next[key] = refill(value[key], each);
    else if (isSecretName(key)) next[key] = each;
  return next;
}
