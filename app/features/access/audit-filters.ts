import { z } from "zod";

const text = z.string().trim().max(200).catch("");
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .catch("");

/** What the audit log can be narrowed to. A bad value falls away, so that an old bookmark still opens. */
export const AuditFilters = z.object({
  actor: text.default(""),
  action: text.default(""),
  target: text.default(""),
  /** Days in UTC, both included. */
  from: day.default(""),
  to: day.default(""),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .catch("")
    .default(""),
});
export type AuditFilters = z.infer<typeof AuditFilters>;

export function readAuditFilters(url: string): AuditFilters {
  return AuditFilters.parse(Object.fromEntries(new URL(url).searchParams));
}
