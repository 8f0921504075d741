import {
  deleteMaskingRuleRow,
  findMaskingRule,
  listMaskingRules,
  saveMaskingRule,
  type MaskingRuleRow,
  type MaskingRuleWrite,
} from "~/data/runtime/masking-rules.server";
import { pool, transaction } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { uuid } from "~/lib/uuid.server";
import { audit } from "~/platform/audit.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { forgetDoorRules } from "~/features/turns/ingest/door-rules.server";
import { MASK_EXAMPLES } from "~/features/turns/masking/mask-examples";
import { EVERY_BOT } from "~/lib/every-bot";
import { checkRule, type MaskInput } from "./masking-form.server";

const MAX_RULES = 100;

export async function getMaskingRules() {
  const rules = await listMaskingRules(pool());
  const examples = MASK_EXAMPLES.filter(
    ({ find, kind }) => !rules.some((rule) => rule.find === find && rule.kind === kind),
  );
  return { rules, examples };
}

export async function getMaskingRule(id: string): Promise<MaskingRuleRow> {
  const rule = /^[0-9a-f-]{36}$/i.test(id) ? await findMaskingRule(pool(), id) : null;
  if (!rule) throw new AppError("not_found", "There is no such rule.");
  return rule;
}

/** What the audit log keeps of a rule: not its pattern, which may quote what it hides. */
function told(rule: MaskingRuleWrite) {
  const { kind, bot_id, ignore_case, check_digits, replacement, enabled } = rule;
  return { kind, bot_id, ignore_case, check_digits, replacement, enabled };
}

async function save(user: SessionUser, rule: MaskingRuleWrite, before: MaskingRuleRow | null): Promise<void> {
  requirePermission(user, "settings:write");
  checkRule(rule);
  await transaction(async (sql) => {
    if (!before && (await listMaskingRules(sql)).length >= MAX_RULES)
      throw new AppError("invalid", `There are ${MAX_RULES} rules; every text is searched for each of them.`);
    await saveMaskingRule(sql, rule, user.name);
    await audit(sql, user, {
      action: before ? "masking-rule.changed" : "masking-rule.created",
      target: { kind: "masking rule", id: rule.id, name: rule.name },
      ...(before && { before: { ...told(before), same_find: before.find === rule.find } }),
      after: told(rule),
    });
  });
  forgetDoorRules();
}

export async function createMaskingRule(user: SessionUser, input: MaskInput): Promise<string> {
  const id = uuid();
  await save(user, { ...input, id, enabled: true }, null);
  return id;
}

/** Switches on one of the examples. */
export async function addExampleRule(user: SessionUser, slug: string): Promise<string> {
  const example = MASK_EXAMPLES.find((each) => each.slug === slug);
  if (!example) throw new AppError("not_found", "There is no such example.");
  const { slug: _slug, about: _about, ...rule } = example;
  return createMaskingRule(user, { ...rule, bot_id: EVERY_BOT });
}

export async function updateMaskingRule(user: SessionUser, id: string, input: MaskInput): Promise<void> {
  const before = await getMaskingRule(id);
  await save(user, { ...input, id, enabled: before.enabled }, before);
}

export async function setMaskingRuleEnabled(user: SessionUser, id: string, enabled: boolean): Promise<void> {
  const before = await getMaskingRule(id);
  await save(user, { ...before, enabled }, before);
}

export async function deleteMaskingRule(user: SessionUser, id: string): Promise<void> {
  requirePermission(user, "settings:write");
  const rule = await getMaskingRule(id);
  await transaction(async (sql) => {
    await deleteMaskingRuleRow(sql, id);
    await audit(sql, user, {
      action: "masking-rule.deleted",
      target: { kind: "masking rule", id, name: rule.name },
      before: told(rule),
    });
  });
  forgetDoorRules();
}
