import { defineOperation, type Operation } from "~/platform/openapi.server";
import { BotDetailJson, BotListJson } from "./bot-answers.server";
import { BotListQuery } from "./bot-json.server";

const read = { method: "GET", area: "Bots", scope: "config:read" } as const;
const unchanged = { description: "Nothing has changed since the ETag that If-None-Match names." };

/** Who the bots are and what holds for them. */
export const BOT_OPERATIONS: readonly Operation[] = [
  defineOperation({
    ...read,
    path: "/api/v1/bots",
    summary: "List the bots that are set up",
    description: "By slug. A key that is bound to bots sees only those. Answers an ETag.",
    query: BotListQuery,
    answers: { 200: { description: "A page.", schema: BotListJson }, 304: unchanged },
  }),
  defineOperation({
    ...read,
    path: "/api/v1/bots/{slug}",
    summary: "Everything that holds for a bot",
    description:
      "Its profile, whether it is paused, each setting with where its value comes from, and which version of each prompt it gets. " +
      "A former slug finds its bot; a bot that nobody has set up is found by its turns, settings, prompts or pause. Answers an ETag.",
    answers: { 200: { description: "The bot.", schema: BotDetailJson }, 304: unchanged },
  }),
];
