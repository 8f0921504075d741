import { z } from "zod";
import { pool } from "~/data/postgres.server";
import { listEvents } from "~/data/runtime/agent-events.server";
import type { ApiKey } from "~/platform/api-key.server";
import { list, ListQuery } from "~/platform/api.server";

const rowId = z.string().regex(/^\d{1,18}$/, "must be the id of an event");

export const EventQuery = z.object({
  session_key: z.string().min(1).max(256).optional(),
  run_id: z.string().min(1).max(256).optional(),
  after: rowId.optional().describe("The id of the last event that you have."),
  cursor: rowId.optional(),
  limit: ListQuery.shape.limit,
});

/** Archived events. They name no bot, so a key that is bound to bots sees those of its own source. */
export async function listEventsForKey(key: ApiKey, query: z.infer<typeof EventQuery>) {
  const { limit, cursor, after, session_key, run_id } = query;
  const filter = { session_key, run_id, after: cursor ?? after, ...(key.bots && { source: key.source }) };
  const rows = await listEvents(pool("pages"), filter, limit + 1);
  return list(
    rows.map(({ seq, ...row }) => ({ ...row, seq: seq === null ? null : Number(seq) })),
    limit,
    (last) => last.id,
  );
}
