import { z } from "zod";
import { defineOperation, type Operation } from "~/platform/openapi.server";
import { PromptQuery } from "./get-prompt-for-key.server";
import { PromptListQuery } from "./list-prompts-for-key.server";
import { VersionListQuery } from "./list-versions-for-key.server";
import { PromptJson, PromptRow, RenderJson, SavedPromptJson, VersionRow } from "./prompt-answers.server";
import { PromptPut } from "./put-prompt.server";
import { RenderBody } from "./render-prompt-for-key.server";

const area = "Prompts";
const read = { area, scope: "config:read" } as const;
const page = (row: z.ZodType) => z.strictObject({ data: z.array(row), next_cursor: z.string().nullable() });
const unchanged = { description: "As `If-None-Match` says you have it." };
const stale = {
  description: "Somebody saved meanwhile; `details` names `newest_version`, `newest_by` and `newest_at`.",
};

/** Fetching, saving and rendering of prompts. */
export const PROMPT_OPERATIONS: readonly Operation[] = [
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/prompts",
    summary: "List prompts",
    description:
      "Without their bodies, by key. What ships with the product stands there in the scope `default`, until the house has a prompt of that key.",
    query: PromptListQuery,
    answers: { 200: { description: "A page.", schema: page(PromptRow) }, 304: unchanged },
  }),
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/prompts/{key}",
    summary: "Fetch a prompt",
    description:
      "The bot's (its pin, else its newest), else the house's likewise, else what ships with the product. An unknown bot has what the house has. " +
      "The body comes as it was written: references and placeholders stand in it, and the ETag is of this text, its version and its pin alone.",
    query: PromptQuery,
    answers: { 200: { description: "The prompt.", schema: PromptJson }, 304: unchanged },
  }),
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/prompts/{key}/versions",
    summary: "List the versions of a prompt",
    description: "Of the scope where the prompt is found, newest first, without their bodies.",
    query: VersionListQuery,
    answers: { 200: { description: "A page.", schema: page(VersionRow) }, 304: unchanged },
  }),
  defineOperation({
    area,
    scope: "config:write",
    method: "PUT",
    path: "/api/v1/prompts/{key}",
    summary: "Save a version of a prompt",
    description:
      "Every save is a version; a body equal to the newest is none, and answers 200. It is active at once unless a pin holds. A template that is broken, " +
      "or that stands in a circle with others, is refused with line and column. A key that is bound to bots writes their prompts alone.",
    body: PromptPut,
    example: { scope: "bot:nova", body: "You are {{bot_name}}.", base_version: 0, note: "A beginning" },
    answers: {
      201: { description: "The new version.", schema: SavedPromptJson },
      200: { description: "The newest says the same.", schema: SavedPromptJson },
      409: stale,
    },
  }),
  defineOperation({
    ...read,
    method: "POST",
    path: "/api/v1/prompts/{key}/render",
    summary: "Render a prompt",
    description: "With all prompts and content that it names. The text is whole, or null.",
    body: RenderBody,
    example: { scope: "bot:nova", variables: { bot_name: "Nova" } },
    answers: { 200: { description: "The text, or what is missing.", schema: RenderJson } },
  }),
];
