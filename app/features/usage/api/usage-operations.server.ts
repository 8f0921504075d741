import { defineOperation, type Operation } from "~/platform/openapi.server";
import { UsageAnswer } from "./usage-answer.server";
import { UsageParams } from "./usage-query.server";

/** What turns used, summed. */
export const USAGE_OPERATIONS: readonly Operation[] = [
  defineOperation({
    area: "Usage",
    scope: "usage:read",
    method: "GET",
    path: "/api/v1/usage",
    summary: "What turns used, by time and by whatever tells them apart",
    description:
      "A turn counts when it ends, in the bucket of its start. It counts once, by its own model or else that of its first call; tokens and cost count by the " +
      "models that were called, where the calls tell them. Buckets are those of the clock in `tz`, so that a day has 23 or 25 hours when the clock is put. " +
      "Percentiles are at most 5 % off. A turn that several prompts told what to do counts under each of them, as `key@scope#version`; these are worked out from " +
      "rows, for as long as they are kept. All else is kept for good, and a few seconds behind.",
    query: UsageParams,
    answers: { 200: { description: "Ascending by bucket. Empty ones are left out.", schema: UsageAnswer } },
  }),
];
