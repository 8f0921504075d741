import { z } from "zod";
import { BOT_OPERATIONS } from "~/features/bots/api/bot-operations.server";
import { PROMPT_OPERATIONS } from "~/features/prompts/api/prompt-operations.server";
import { SETTINGS_OPERATIONS } from "~/features/settings/api/settings-operations.server";
import { TURN_OPERATIONS } from "~/features/turns/api/turn-operations.server";
import { USAGE_OPERATIONS } from "~/features/usage/api/usage-operations.server";
import { defineOperation, type Operation } from "~/platform/openapi.server";
import { GET_OWN_KEY } from "~/platform/own-api-key.server";

const GET_OPENAPI = defineOperation({
  method: "GET",
  path: "/api/v1/openapi.json",
  area: "Keys",
  summary: "This interface, as OpenAPI 3.1",
  description: "Also for people who are signed in.",
  scope: null,
  answers: { 200: { description: "The document.", schema: z.looseObject({ openapi: z.string() }) } },
});

/** Every call of the machine interface, in the order of its pages. An area adds its own list here. */
export const OPERATIONS: readonly Operation[] = [
  GET_OWN_KEY,
  GET_OPENAPI,
  ...TURN_OPERATIONS,
  ...USAGE_OPERATIONS,
  ...BOT_OPERATIONS,
  ...PROMPT_OPERATIONS,
  ...SETTINGS_OPERATIONS,
];
