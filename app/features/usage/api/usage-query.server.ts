import { z } from "zod";
import type { UsageKey, UsageQuery } from "~/data/runtime/usage-read.server";
import { AppError } from "~/lib/errors";
import { bucketBounds, mostBuckets, TIME_BUCKETS } from "~/lib/time-buckets";
import { isTimeZone } from "~/lib/time-zone";

const MOST_BUCKETS = 10_000;
const RANGE_MS = 30 * 24 * 3_600_000;

/** By the name that the interface gives it. */
export const USAGE_KEYS = {
  bot: "bot_id",
  model: "model",
  provider: "provider",
  channel: "channel",
  environment: "environment",
  source: "source",
  prompt: "prompt",
} as const satisfies Record<string, UsageKey>;
export type UsageKeyName = keyof typeof USAGE_KEYS;
const NAMES = Object.keys(USAGE_KEYS) as UsageKeyName[];

const value = z.string().min(1).max(400);
const filter = z
  .union([value.transform((one) => [one]), z.array(value).max(100)])
  .optional()
  .describe("May be given several times.");
const time = z.iso.datetime({ offset: true, message: "must be a time like 2026-11-20T14:00:00Z" }).optional();

/** The parameters of GET /api/v1/usage. */
export const UsageParams = z.object({
  from: time.describe("With this time. 30 days before `to` unless given."),
  to: time.describe("Without this time. Now unless given."),
  tz: z.string().max(64).refine(isTimeZone, "must be a time zone like Europe/Berlin").default("UTC"),
  bucket: z.enum(TIME_BUCKETS as ["15m", ...typeof TIME_BUCKETS]).default("day"),
  group_by: z
    .string()
    .optional()
    .refine(
      (given) => !given || given.split(",").every((name) => (NAMES as string[]).includes(name)),
      `must be some of ${NAMES.join(", ")}, with commas between them`,
    )
    .describe(`Some of ${NAMES.join(", ")}, with commas between them.`),
  ...(Object.fromEntries(NAMES.map((name) => [name, filter])) as Record<UsageKeyName, typeof filter>),
});

export type UsageQuestion = { query: UsageQuery; names: UsageKeyName[]; tz: string };

/** What a key asks for; a key that is bound to bots sees theirs alone. */
export function usageQuestion(params: z.infer<typeof UsageParams>, bots: readonly string[] | null): UsageQuestion {
  const to = params.to === undefined ? Date.now() : Date.parse(params.to);
  const from = params.from === undefined ? to - RANGE_MS : Date.parse(params.from);
  if (from >= to) throw new AppError("invalid", "from: must be before to");
  if (mostBuckets(from, to, params.bucket) > MOST_BUCKETS)
    throw new AppError(
      "invalid",
      `bucket: the range has more than ${MOST_BUCKETS} of them; ask for longer ones or less time`,
    );
  const other = bots && params.bot?.find((bot) => !bots.includes(bot));
  if (other) throw new AppError("forbidden", "This key is bound to other bots.", { bot: other });
  const names = [...new Set((params.group_by || null)?.split(",") ?? [])] as UsageKeyName[];
  const only: UsageQuery["only"] = {};
  for (const name of NAMES) if (params[name]) only[USAGE_KEYS[name]] = params[name];
  if (bots && !params.bot) only.bot_id = bots;
  return {
    names,
    tz: params.tz,
    query: {
      from,
      to,
      bounds: bucketBounds(from, to, params.bucket, params.tz),
      groupBy: names.map((name) => USAGE_KEYS[name]),
      only,
    },
  };
}
