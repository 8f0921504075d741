import { z } from "zod";
import type { TurnFilter } from "~/data/runtime/turn-filter";
import type { TurnSort } from "~/data/runtime/turn-list.server";
import type { TurnQuery } from "~/features/turns/list/turn-query.server";
import { AppError } from "~/lib/errors";
import { STATUSES, Time } from "~/features/turns/ingest/ingest-schemas.server";

const one = z.string().min(1).max(256).optional();

export const SORTS = ["started_at", "latency_ms", "ttft_ms", "cost_usd", "total_tokens", "tool_call_count"] as const;
const sorts = SORTS.flatMap((name) => [name, `-${name}`] as const);

/** The parameters of GET /api/v1/turns, besides cursor and limit. */
export const TurnQueryParams = z.object({
  bot: one,
  user_id: one,
  session_id: one,
  model: one,
  channel: one,
  environment: one,
  status: z.enum(STATUSES).optional(),
  tag: one,
  from: Time.optional(),
  to: Time.optional(),
  q: z
    .string()
    .max(256)
    .optional()
    .describe(
      'Words that all occur in prompt or response, "phrases in quotation marks", or characters of a script without spaces. Looks at turns ' +
        "that have ended, as far back as texts are kept. A page may be short while there is a next_cursor.",
    ),
  has_tools: z.enum(["true", "false"]).optional(),
  min_latency_ms: z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .optional(),
  sort: z.enum(sorts as [string, ...string[]]).default("-started_at"),
});
type Params = z.infer<typeof TurnQueryParams>;

const EVER = "0001-01-01T00:00:00Z";
const NEVER = "9999-01-01T00:00:00Z";

/** `bots` narrows to what the key may see. */
function filterOfQuery(query: Params, bots: string[] | null): TurnFilter {
  const list = (value: string | undefined) => (value === undefined ? undefined : [value]);
  if (bots && query.bot && !bots.includes(query.bot))
    throw new AppError("forbidden", "This key is bound to other bots.", { bot: query.bot });
  const wanted = query.bot ? [query.bot] : (bots ?? undefined);
  return {
    from: query.from ?? EVER,
    to: query.to ?? NEVER,
    only: {
      bot: wanted,
      user: list(query.user_id),
      session: list(query.session_id),
      model: list(query.model),
      channel: list(query.channel),
      environment: list(query.environment),
      status: list(query.status),
    },
    tags: list(query.tag),
    hasTools: query.has_tools === undefined ? undefined : query.has_tools === "true",
    min: query.min_latency_ms === undefined ? undefined : { latency: query.min_latency_ms },
  };
}

export function turnQueryOf(query: Params, bots: string[] | null): TurnQuery {
  return {
    filter: filterOfQuery(query, bots),
    q: query.q ?? null,
    sort: query.sort.replace(/^-/, "") as TurnSort,
    descending: query.sort.startsWith("-"),
  };
}
