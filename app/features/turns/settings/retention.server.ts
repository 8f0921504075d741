import { z } from "zod";
import { ROW_TABLES, TEXT_TABLES } from "~/data/runtime/turn-partitions.server";
import { listPartitionSizes } from "~/data/runtime/turn-retention.server";
import { readSettingRows, GLOBAL } from "~/data/runtime/runtime-settings.server";
import { pool, transaction } from "~/data/postgres.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { enqueue } from "~/platform/jobs.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { readSetting, writeSetting } from "~/platform/settings.server";
import { forgetDoorRules, RETENTION, RetentionValue, toRetention } from "~/features/turns/ingest/door-rules.server";
import { DROP_WORD } from "./drop-word";

/** What is kept of a day, and what would go from it. */
export type DayKept = {
  day: string;
  rowBytes: number;
  textBytes: number;
  /** About how many turns it holds; null while the database has not counted. */
  turns: number | null;
  loses: "nothing" | "texts" | "all";
};

export async function getRetention() {
  const value = await readSetting(pool(), RETENTION);
  const row = (await readSettingRows(pool(), GLOBAL, [RETENTION.key])).get(RETENTION.key);
  return {
    value,
    standard: RETENTION.fallback,
    changedBy: row?.updated_by ?? null,
    changedAt: row?.updated_at ?? null,
  };
}

/** Every day that is there, newest first, with what these terms would drop of it. */
export async function previewRetention(value: RetentionValue, now = new Date()): Promise<DayKept[]> {
  const { rowsMs, payloadsMs } = toRetention(value);
  const days = new Map<string, DayKept>();
  for (const part of await listPartitionSizes(pool(), [...ROW_TABLES, ...TEXT_TABLES, "agent_events"])) {
    const day = part.endsAt.getTime() - 86_400_000;
    const key = new Date(day).toISOString().slice(0, 10);
    const kept = days.get(key) ?? { day: key, rowBytes: 0, textBytes: 0, turns: null, loses: "nothing" };
    const isText = (TEXT_TABLES as readonly string[]).includes(part.parent);
    if (isText) kept.textBytes += part.bytes;
    else kept.rowBytes += part.bytes;
    if (part.parent === "turn_logs") kept.turns = part.rows;
    const end = part.endsAt.getTime();
    if (end <= now.getTime() - rowsMs) kept.loses = "all";
    else if (end <= now.getTime() - payloadsMs && kept.textBytes > 0) kept.loses = "texts";
    days.set(key, kept);
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? 1 : -1));
}

export function bytesLost(days: readonly DayKept[]): number {
  return days.reduce(
    (sum, { loses, rowBytes, textBytes }) =>
      sum + (loses === "all" ? rowBytes + textBytes : loses === "texts" ? textBytes : 0),
    0,
  );
}

/** The terms that an address asks about; what it does not say is as it is set. */
export function readTerms(params: URLSearchParams, current: RetentionValue) {
  const given = (name: keyof RetentionValue) => (params.has(name) ? Number(params.get(name)) : current[name]);
  const asked = { rows_days: given("rows_days"), payloads_hours: given("payloads_hours") };
  const parsed = RetentionValue.safeParse(asked);
  if (parsed.success) return { terms: parsed.data, problem: null };
  return { terms: current, problem: parsed.error.issues[0]?.message ?? "is not valid" };
}

export const RetentionChange = z.object({
  intent: z.literal("save"),
  rows_days: z.coerce.number().int(),
  payloads_hours: z.coerce.number().int(),
  confirmation: z.string().default(""),
});

/** Sets how long turns are kept. Where that drops days that are there, whoever asks has to say that they know. */
export async function setRetention(user: SessionUser, value: RetentionValue, confirmation: string): Promise<void> {
  requirePermission(user, "settings:write");
  const before = await readSetting(pool(), RETENTION);
  const wasLost = bytesLost(await previewRetention(before));
  const isLost = bytesLost(await previewRetention(value));
  if (isLost > wasLost && confirmation.trim() !== DROP_WORD)
    throw new AppError("invalid", `Shorter terms drop days that are there. Type "${DROP_WORD}" to agree.`, {
      fields: { confirmation: `Type "${DROP_WORD}" to agree` },
    });
  await transaction(async (sql) => {
    await writeSetting(sql, RETENTION, value, user.name);
    // The days go at once and not when the job's hour comes, so that nobody is surprised later.
    await enqueue(sql, "turns.retain", {}, { key: "turns.retain.now" });
    await audit(sql, user, {
      action: "setting.changed",
      target: { kind: "setting", id: RETENTION.key, name: "Retention of turns" },
      before,
      after: value,
    });
  });
  forgetDoorRules();
}
