import { defineOperation, type Operation } from "~/platform/openapi.server";
import { SettingJson, SettingsJson, SettingsQuery, SettingWrite } from "./settings-api.server";

const area = "Settings";

/** Reading and writing of runtime settings. */
export const SETTINGS_OPERATIONS: readonly Operation[] = [
  defineOperation({
    area,
    scope: "config:read",
    method: "GET",
    path: "/api/v1/settings",
    summary: "Read what holds, and who says so",
    description:
      "Every setting with its value: the bot's own, else what its profile says, else the house's, else the default. Answers carry an `ETag`; " +
      "send it as `If-None-Match` and an unchanged answer is 304 without a body.",
    query: SettingsQuery,
    answers: {
      200: { description: "All of them; there are no further pages.", schema: SettingsJson },
      304: { description: "As you have it." },
    },
  }),
  defineOperation({
    area,
    scope: "config:write",
    method: "PUT",
    path: "/api/v1/settings",
    summary: "Set one setting, or take it away",
    body: SettingWrite,
    example: { scope: "bot:nova", key: "history_tokens", value: 16000 },
    answers: { 200: { description: "What holds from now on.", schema: SettingJson } },
  }),
];
