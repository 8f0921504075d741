import { z } from "zod";
import { pool } from "~/data/postgres.server";
import { fieldsOf, NEW_BOT, type BotFields } from "~/data/runtime/bot-profile";
import { findBotProfile } from "~/data/runtime/bot-profiles.server";
import { AppError } from "~/lib/errors";
import { hideSecrets } from "~/lib/secret-json";
import type { SessionUser } from "~/platform/session.server";
import { createBot } from "../profile/create-bot.server";
import { slugFrom } from "../profile/bot-slug";
import { updateBot } from "../profile/update-bot.server";
import { parseDraft, readFormValues, toFormValues, type BotFormValues } from "./bot-form-values";
import { mergeBot, readDraft, refuse, reviewBot, type Conflict, type Refused, type Review } from "./review-bot.server";

const Revision = z.coerce.number().int().min(1);
const Draft = z.string().transform((text, context): BotFormValues => {
  const draft = parseDraft(text);
  if (!draft) context.addIssue({ code: "custom", message: "This form cannot be read." });
  return draft ?? { texts: {}, fallbacks: [], on: [] };
});
const Note = z.string().trim().max(500, "may have at most 500 characters").default("");

export const BotEdit = z.discriminatedUnion("intent", [
  z.looseObject({ intent: z.literal("review"), base_revision: Revision }),
  z.object({ intent: z.literal("save"), base_revision: Revision, draft: Draft, note: Note }),
  z.object({ intent: z.literal("back"), base_revision: Revision, draft: Draft }),
  z.looseObject({ intent: z.literal("merge"), base_revision: Revision, draft: Draft }),
]);
export const BotCreate = z.looseObject({ intent: z.literal("create") });

export type EditStep = Review | Conflict | Refused | { step: "edit"; values: BotFormValues; baseRevision: number };

/** One step of editing: to the review, back to the form, over a conflict, or into the table. */
export async function editBot(
  user: SessionUser,
  slug: string,
  edit: z.infer<typeof BotEdit>,
): Promise<EditStep | { step: "saved"; revision: number }> {
  switch (edit.intent) {
    case "review":
      return reviewBot(slug, readFormValues(edit), edit.base_revision);
    case "back":
      return { step: "edit", values: edit.draft, baseRevision: edit.base_revision };
    case "merge": {
      const choices = Object.fromEntries(
        Object.entries(edit).flatMap(([name, value]) =>
          name.startsWith("take.") && typeof value === "string" ? [[name.slice(5), value]] : [],
        ),
      );
      const merged = await mergeBot(slug, edit.draft, edit.base_revision, choices);
      return reviewBot(slug, merged.values, merged.baseRevision);
    }
    case "save":
      return saveDraft(user, slug, edit.draft, edit.base_revision, edit.note);
  }
}

async function saveDraft(user: SessionUser, slug: string, values: BotFormValues, baseRevision: number, note: string) {
  const current = await findBotProfile(pool(), slug);
  if (!current) throw new AppError("conflict", `${slug} was deleted meanwhile.`);
  const draft = readDraft(values, fieldsOf(current));
  if ("problems" in draft) return refuse("Some fields need another look.", draft.problems, values, baseRevision);
  try {
    const { revision } = await updateBot(user, slug, { fields: draft.fields, baseRevision, note });
    return { step: "saved" as const, revision };
  } catch (error) {
    // Somebody was faster between the review and this: the same three ways are shown.
    if (error instanceof AppError && error.code === "conflict") return reviewBot(slug, values, baseRevision);
    throw error;
  }
}

/** Makes a bot out of the form, or says what is wrong with it. */
export async function createFromForm(
  user: SessionUser,
  sent: Record<string, unknown>,
): Promise<{ step: "created"; slug: string } | Refused> {
  const values = readFormValues(sent);
  const draft = readDraft(values, null);
  if ("problems" in draft) return refuse("Some fields need another look.", draft.problems, values, 0);
  const slug = (values.texts.slug ?? "").trim() || slugFrom(draft.fields.name);
  try {
    await createBot(user, { ...draft.fields, slug, note: values.texts.from ? `Made from ${values.texts.from}` : "" });
    return { step: "created", slug };
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "conflict" && error.code !== "invalid")) throw error;
    return refuse(error.message, (error.details?.fields ?? {}) as Record<string, string>, values, 0);
  }
}

/** What the form of a new bot begins with: nothing, a name that turns know, or another bot. */
export async function startNewBot(params: URLSearchParams): Promise<{ values: BotFormValues; from: string | null }> {
  const from = params.get("from");
  const source = from ? await findBotProfile(pool(), from) : null;
  if (from && !source) throw new AppError("not_found", `There is no bot ${from} that is set up here.`);
  const fields: BotFields = source ? withoutSecrets(fieldsOf(source)) : NEW_BOT;
  const values = toFormValues(source ? { ...fields, name: `${source.name} copy` } : fields);
  values.texts.slug = params.get("slug") ?? (source ? `${source.slug}-copy` : "");
  return { values, from: source?.slug ?? null };
}

/** A copy has no secrets of the other, and not its session: two bots would speak into one thread. */
function withoutSecrets(fields: BotFields): BotFields {
  const empty = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(hideSecrets(value)).replaceAll('"[hidden]"', '""'));
  const { session_key: _key, ...config } = empty(fields.agent_backend_config) as BotFields["agent_backend_config"];
  return {
    ...fields,
    agent_backend_config: config,
    limits: empty(fields.limits) as BotFields["limits"],
    nextcloud_config: empty(fields.nextcloud_config) as BotFields["nextcloud_config"],
  };
}
