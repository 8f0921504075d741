import { z } from "zod";
import { listBotPauses, type BotPause } from "~/data/runtime/bot-pauses.server";
import { listMaskingRules, type MaskingRuleRow } from "~/data/runtime/masking-rules.server";
import { forgetPartitions } from "~/data/runtime/turn-partitions.server";
import { pool, type Sql } from "~/data/postgres.server";
import { env } from "~/config/env.server";
import { Masks } from "~/features/turns/masking/masks";
import { noteMasked } from "~/features/turns/masking/masked-counts.server";
import { EVERY_BOT } from "~/lib/every-bot";
import { doorRulesAge } from "~/platform/door-rules-age.server";
import { defineSetting, readSetting } from "~/platform/settings.server";

/** How long rows and texts are kept. */
export type Retention = { rowsMs: number; payloadsMs: number };

const HOUR = 3_600_000;
export const RetentionValue = z
  .object({
    rows_days: z.number().int("must be whole days").min(1).max(3_650),
    payloads_hours: z.number().int("must be whole hours").min(1).max(87_600),
  })
  .refine((value) => value.payloads_hours <= value.rows_days * 24, {
    message: "texts cannot be kept longer than the rows they belong to",
    path: ["payloads_hours"],
  });
export type RetentionValue = z.infer<typeof RetentionValue>;

export const RETENTION = defineSetting<RetentionValue>({
  key: "turns.retention",
  schema: RetentionValue,
  fallback: { rows_days: 30, payloads_hours: 168 },
});

export function toRetention({ rows_days, payloads_hours }: RetentionValue): Retention {
  return { rowsMs: rows_days * 24 * HOUR, payloadsMs: payloads_hours * HOUR };
}

/** What operators have set for everything that comes in. */
export type DoorRules = { retention: Retention; pauses: ReadonlyMap<string, BotPause>; masks: Masks };

/** What somebody set in another process holds here within a second. */
const FRESH_MS = 900;
let known: { database: string; age: number; at: number; rules: Promise<DoorRules> } | undefined;
let lastRetention: string | undefined;
let compiled: { signature: string; masks: Masks } | undefined;

/** The next one who asks reads what is set now. */
export function forgetDoorRules(): void {
  known = undefined;
}

/** Cannot be read means nothing comes in: a text is never stored without what should have been hidden in it. */
export function doorRules(): Promise<DoorRules> {
  const database = env().DATABASE_URL ?? "";
  const age = doorRulesAge();
  const now = performance.now();
  if (known && known.database === database && known.age === age && now - known.at < FRESH_MS) return known.rules;
  const asked = { database, age, at: now, rules: read(pool("ingest")) };
  known = asked;
  asked.rules.catch(() => {
    if (known === asked) known = undefined;
  });
  return asked.rules;
}

async function read(sql: Sql): Promise<DoorRules> {
  const retention = await readSetting(sql, RETENTION);
  // With longer terms a day may come back that was dropped here before.
  if (JSON.stringify(retention) !== lastRetention) forgetPartitions();
  lastRetention = JSON.stringify(retention);
  const pauses = await listBotPauses(sql);
  const rules = await listMaskingRules(sql, { enabled: true });
  return {
    retention: toRetention(retention),
    pauses: new Map(pauses.map((pause) => [pause.bot_id, pause])),
    masks: compile(rules),
  };
}

/** Rules keep what they have worked out for as long as they stay the same. */
function compile(rules: MaskingRuleRow[]): Masks {
  const signature = JSON.stringify(rules.map(({ masked_count: _count, last_masked_at: _last, ...rule }) => rule));
  if (compiled?.signature !== signature) compiled = { signature, masks: new Masks(rules, noteMasked) };
  return compiled.masks;
}

/** The pause that a start falls into, or null. What began before the pause is none of it. */
export function pauseFor(rules: DoorRules, bot: string, startedAt: Date): BotPause | null {
  const pauses = [rules.pauses.get(EVERY_BOT), rules.pauses.get(bot)].filter((pause) => pause !== undefined);
  return pauses.find((pause) => startedAt.getTime() >= Date.parse(pause.paused_at)) ?? null;
}
