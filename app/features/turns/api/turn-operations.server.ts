import { z } from "zod";
import { defineOperation, type Operation } from "~/platform/openapi.server";
import { EventQuery } from "./agent-events-api.server";
import {
  AgentEvent,
  INGEST_ITEMS,
  ModelCall,
  ToolCall,
  TurnStart,
  TurnUpdate,
} from "~/features/turns/ingest/ingest-schemas.server";
import { TurnExportQuery } from "./export-turns.server";
import { TurnListQuery } from "./turn-api-list.server";
import {
  CallAnswer,
  EventJson,
  ItemAnswers,
  ListOf,
  Receipt,
  StartedTurn,
  TurnDetailJson,
  TurnJson,
  UpdatedTurn,
} from "./turn-answers.server";
import { DeleteShape } from "./turn-path.server";

const area = "Turns";
const write = { area, scope: "turns:write" } as const;
const read = { area, scope: "turns:read" } as const;
const accepted = { description: "One answer for each item, in its order.", schema: ItemAnswers };

/** Ingest, reading and deletion of turns and of agents' events. */
export const TURN_OPERATIONS: readonly Operation[] = [
  defineOperation({
    ...write,
    method: "POST",
    path: "/api/v1/turns",
    summary: "Start a turn",
    description: "A turn exists from its start. Repeating a start changes nothing and answers 200.",
    body: TurnStart,
    example: { bot: "nova", id: "turn-1", session_id: "s-1", model: "gpt-4o", user_prompt: "What is new?" },
    answers: {
      201: { description: "It runs.", schema: StartedTurn },
      200: { description: "It was there.", schema: StartedTurn },
    },
  }),
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/turns",
    summary: "List turns",
    query: TurnListQuery,
    answers: { 200: { description: "A page.", schema: ListOf(TurnJson) } },
  }),
  defineOperation({
    ...write,
    method: "DELETE",
    path: "/api/v1/turns",
    summary: "Delete the turns of a session or of a user",
    query: DeleteShape,
    answers: { 200: { description: "How much went.", schema: Receipt } },
  }),
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/turns/export",
    summary: "Export turns, with their texts where they are still kept",
    query: TurnExportQuery,
    answers: {
      200: {
        description: "JSON lines or CSV, as many as there are.",
        schema: z.string(),
        contentType: "application/x-ndjson",
      },
    },
  }),
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/turns/stream",
    summary: "Follow turns as they change",
    description:
      "Server-sent events: `turn` with a list row, `deleted` with an id, `position` now and then. Send the last id as Last-Event-ID to go on " +
      "without gaps; after more than 10 minutes `reset` tells you to read the list again.",
    answers: { 200: { description: "The stream.", schema: z.string(), contentType: "text/event-stream" } },
  }),
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/turns/{id}",
    summary: "Everything about a turn",
    answers: { 200: { description: "The turn.", schema: TurnDetailJson } },
  }),
  defineOperation({
    ...write,
    method: "PATCH",
    path: "/api/v1/turns/{id}",
    summary: "Say how a turn goes on, or how it ended",
    description: "Renews the turn's lease; an empty object does only that.",
    body: TurnUpdate,
    example: { response_append: "Nothing much.", response_offset: 0 },
    answers: {
      200: { description: "The turn; `directive` is `stop` when an operator asks for that.", schema: UpdatedTurn },
    },
  }),
  defineOperation({
    ...write,
    method: "DELETE",
    path: "/api/v1/turns/{id}",
    summary: "Delete a turn and everything about it",
    answers: { 200: { description: "How much went.", schema: Receipt } },
  }),
  defineOperation({
    ...write,
    method: "PUT",
    path: "/api/v1/turns/{id}/tool-calls/{call_id}",
    summary: "Report a tool call, or how it goes on",
    body: ToolCall,
    example: { tool_name: "search", arguments: { query: "news" }, status: "running" },
    answers: { 200: { description: "The call as it is now.", schema: CallAnswer } },
  }),
  defineOperation({
    ...write,
    method: "PUT",
    path: "/api/v1/turns/{id}/llm-calls/{call_id}",
    summary: "Report a model call, or how it goes on",
    body: ModelCall,
    example: { model: "gpt-4o", token_usage: { input: 812, output: 64 }, cost_usd: "0.0027" },
    answers: { 200: { description: "The call as it is now.", schema: CallAnswer } },
  }),
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/turns/{id}/tool-calls/{call_id}/result",
    summary: "The whole result of a tool call",
    description: "Takes a Range in bytes.",
    answers: {
      200: { description: "The result.", schema: z.string(), contentType: "text/plain" },
      206: { description: "The part that was asked for.", schema: z.string(), contentType: "text/plain" },
    },
  }),
  defineOperation({
    ...write,
    method: "POST",
    path: "/api/v1/events",
    summary: "Archive events of an agent",
    description: "At most 1000. An event that was sent within the last 7 days counts as accepted.",
    body: z.object({ events: z.array(AgentEvent) }),
    example: {
      events: [{ session_key: "s-1", run_id: "r-1", kind: "assistant_delta", seq: 1, payload: { text: "Hi" } }],
    },
    answers: { 207: accepted },
  }),
  defineOperation({
    ...read,
    method: "GET",
    path: "/api/v1/events",
    summary: "Read archived events",
    query: EventQuery,
    answers: { 200: { description: "A page, in the order of arrival.", schema: ListOf(EventJson) } },
  }),
  defineOperation({
    ...write,
    method: "POST",
    path: "/api/v1/ingest",
    summary: "Send many items at once",
    description: "At most 1000 items and 8 MB after unzipping; gzip is welcome. One bad item never costs the others.",
    body: z.object({
      items: z.array(
        z.union(
          Object.entries(INGEST_ITEMS).map(([type, schema]) =>
            z.intersection(z.object({ type: z.literal(type) }), schema),
          ),
        ),
      ),
    }),
    example: {
      items: [
        { type: "turn.start", bot: "nova", id: "turn-1" },
        { type: "turn.update", id: "turn-1", status: "ok" },
      ],
    },
    answers: { 207: accepted },
  }),
  defineOperation({
    ...write,
    method: "POST",
    path: "/api/otel/v1/traces",
    summary: "Export traces by OpenTelemetry's protocol",
    description:
      "OTLP over HTTP, in protobuf or JSON, gzip welcome. Spans of the GenAI conventions, OpenInference, Vercel's AI SDK, OpenLLMetry and Langfuse " +
      "become turns, model calls and tool calls, in whatever order they come; their attributes are kept. The answer is in the encoding of the request; " +
      "spans that were not taken are counted in `partialSuccess`.",
    body: z.object({ resourceSpans: z.array(z.record(z.string(), z.unknown())) }),
    example: { resourceSpans: [] },
    answers: {
      200: {
        description: "Taken, but for what `partialSuccess` counts.",
        schema: z.object({
          partialSuccess: z.object({ rejectedSpans: z.string(), errorMessage: z.string() }).optional(),
        }),
      },
    },
  }),
];
