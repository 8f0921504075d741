import { expect, test } from "vitest";
import { otlpRequest, spanId, type TraceSketch } from "../../../../test/factories/otlp";
import { GEN_AI_NOW, GEN_AI_OLD } from "../../../../test/fixtures/otlp/gen-ai";
import { LANGFUSE_TRACE } from "../../../../test/fixtures/otlp/langfuse";
import { OPEN_INFERENCE_TRACE } from "../../../../test/fixtures/otlp/open-inference";
import { TRACELOOP_TRACE } from "../../../../test/fixtures/otlp/traceloop";
import { VERCEL_TRACE } from "../../../../test/fixtures/otlp/vercel";
import { readSpans } from "./read-spans";
import { turnsOfTrace } from "./trace-turns";

const turnsOf = (sketch: TraceSketch) => turnsOfTrace(readSpans(otlpRequest("t", sketch)).spans);
const only = (sketch: TraceSketch) => {
  const { turns } = turnsOf(sketch);
  expect(turns).toHaveLength(1);
  return turns[0]!;
};

test("gen_ai, as it is: an agent, its model calls, its tools and the agent below it", () => {
  const turn = only(GEN_AI_NOW);
  expect(turn.start).toMatchObject({
    bot: "Trip-Planner",
    user_id: "u-311",
    session_id: "conv_5j66UpCpwteGg4YSxUnt7lPY",
    environment: "production",
    provider: "openai",
    request_messages: [{ role: "user", content: "Weather in Lisbon on Friday?" }],
  });
  expect(turn.end).toMatchObject({
    status: "ok",
    latency_ms: 4_200,
    ttft_ms: 370,
    response_text: "Sunny, 24 degrees.",
    reasoning_text: "I need the forecast.",
    token_usage: { input: 750, cache_read: 400, cache_write: 150, output: 150, reasoning: 40 },
  });
  expect(turn.models.map(({ call }) => [call.model, call.finish_reason])).toEqual([
    ["gpt-4.1-2025-04-14", "tool_calls"],
    ["gpt-4.1-2025-04-14", "stop"],
  ]);
  expect(turn.tools.map(({ call }) => call)).toMatchObject([
    {
      tool_name: "get_weather",
      arguments: { city: "Lisbon" },
      result_text: '{"sky":"sunny","max_c":24}',
      status: "ok",
    },
    { tool_name: "Checker", result_text: "plausible", parent_call_id: null },
    { tool_name: "search_memory", status: "error", result_text: "store is locked", parent_call_id: spanId("sub") },
  ]);
});

test("gen_ai, as it was: the system's name, messages as events, an error as an exception", () => {
  const { turns, loose } = turnsOf(GEN_AI_OLD);
  expect(turns).toHaveLength(1);
  expect(loose.map((span) => span.name)).toEqual(["POST /chat"]);
  expect(turns[0]!.start).toMatchObject({
    bot: "support-bot",
    provider: "openai",
    model: "gpt-4o-mini",
    environment: "staging",
    request_messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Where is my parcel?" },
    ],
  });
  expect(turns[0]!.end).toMatchObject({
    status: "timeout",
    error_text: "APITimeoutError: Request timed out.",
    response_text: "It is on its",
    token_usage: { input: 42, output: 7 },
  });
  expect(turns[0]!.models).toHaveLength(1);
});

test("OpenInference: a chain with a retrieval, an embedding and a call", () => {
  const turn = only(OPEN_INFERENCE_TRACE);
  expect(turn.start).toMatchObject({
    bot: "handbook",
    user_id: "nora",
    session_id: "8f1c2",
    tags: ["hr", "handbook"],
    model: "claude-sonnet-4-5",
    provider: "anthropic",
    user_prompt: "How many days off do I have?",
    request_messages: [{ role: "system" }, { role: "user", content: "How many days off do I have?" }],
  });
  expect(turn.end).toMatchObject({
    response_text: "You have 30 days.",
    cost_usd: "0.002000000",
    end_reason: "end_turn",
    token_usage: { input: 108, cache_read: 300, cache_write: 100, output: 40, reasoning: 20 },
  });
  expect(turn.models.map(({ call }) => call.model)).toEqual(["text-embedding-3-small", "claude-sonnet-4-5"]);
  expect(turn.tools).toMatchObject([
    { call: { tool_name: "VectorStoreRetriever", arguments: "How many days off do I have?" } },
  ]);
});

test("Vercel's AI SDK: the outer span is the turn, its steps are the calls", () => {
  const turn = only(VERCEL_TRACE);
  expect(turn.start).toMatchObject({
    bot: "shop-assistant",
    user_id: "u-9",
    session_id: "cart-77",
    environment: "preview",
    request_messages: [
      { role: "system", content: "Sell shoes." },
      { role: "user", content: "Red boots, size 42?" },
    ],
  });
  expect(turn.end).toMatchObject({
    response_text: "We have two pairs.",
    ttft_ms: 430,
    end_reason: "stop",
    token_usage: { input: 230, cache_read: 100, output: 45, reasoning: 15 },
  });
  expect(turn.models.map(({ call }) => call.finish_reason)).toEqual(["tool-calls", "stop"]);
  expect(turn.tools).toMatchObject([
    { call: { tool_name: "findShoes", arguments: { color: "red", size: 42 }, result_text: '{"pairs":2}' } },
  ]);
});

test("OpenLLMetry: a workflow, a task that only groups, a call with numbered messages, a tool", () => {
  const turn = only(TRACELOOP_TRACE);
  expect(turn.start).toMatchObject({
    bot: "joke-factory",
    user_id: "u-12",
    session_id: "thread-4",
    provider: "openai",
    stream: false,
  });
  expect(turn.start.request_messages).toMatchObject([
    { role: "system", content: "You are funny." },
    { role: "user", content: "A joke about ducks" },
  ]);
  expect(turn.end).toMatchObject({
    response_text: "Why do ducks dive?",
    token_usage: { input: 14, cache_read: 4, cache_write: 6, output: 12 },
  });
  expect(turn.models).toHaveLength(1);
  expect(turn.tools).toMatchObject([
    { call: { tool_name: "rate_joke", arguments: { joke: "Why do ducks dive?" }, result_text: "7" } },
  ]);
});

test("Langfuse: a root that only groups is the turn, its usage does not overlap, its prompt has a version", () => {
  const turn = only(LANGFUSE_TRACE);
  expect(turn.start).toMatchObject({
    bot: "Answer-ticket",
    user_id: "agent-7",
    session_id: "ticket-1881",
    tags: ["tickets", "de"],
    environment: "production",
    model: "mistral-large-2411",
    user_prompt: "Die Rechnung fehlt",
    prompts: [{ key: "ticket-answer", scope: "global", version: 3 }],
  });
  expect(turn.end).toMatchObject({
    status: "ok",
    response_text: "Wir senden sie zu.",
    cost_usd: "0.001200000",
    token_usage: { input: 90, cache_read: 200, output: 30, reasoning: 12 },
  });
  expect(turn.tools).toMatchObject([{ call: { tool_name: "find-invoice", status: "error" } }]);
});

test("a model's span around another's counts once, and a figure that no call gives is taken from the root", () => {
  const chat = (tokens: number) => ({
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "m",
    "gen_ai.usage.input_tokens": tokens,
  });
  const wrapped = only({
    scope: { name: "x", version: "1" },
    spans: [
      { id: "a", name: "ChatOpenAI", from: 0, to: 10, attributes: chat(10) },
      { id: "b", parent: "a", name: "chat", from: 1, to: 9, attributes: chat(10) },
    ],
  });
  expect(wrapped.models).toHaveLength(1);
  expect(wrapped.end.token_usage).toEqual({ input: 10 });
  const alone = only({
    scope: { name: "x", version: "1" },
    spans: [
      {
        id: "a",
        name: "invoke_agent",
        from: 0,
        to: 10,
        attributes: {
          "gen_ai.operation.name": "invoke_agent",
          "gen_ai.usage.input_tokens": 7,
          "gen_ai.usage.cost": 0.5,
        },
      },
    ],
  });
  expect(alone.end).toMatchObject({ token_usage: { input: 7 }, cost_usd: "0.500000000" });
});

test("cached tokens that are more than all input were never part of it", () => {
  const turn = only({
    scope: { name: "x", version: "1" },
    spans: [
      {
        id: "a",
        name: "chat",
        from: 0,
        to: 1,
        attributes: {
          "gen_ai.operation.name": "chat",
          "gen_ai.usage.input_tokens": 5,
          "gen_ai.usage.cache_read_input_tokens": 900,
          "gen_ai.usage.output_tokens": 3,
          "gen_ai.usage.reasoning_tokens": 4,
        },
      },
    ],
  });
  expect(turn.end.token_usage).toEqual({ input: 5, cache_read: 900, output: 3, reasoning: 4 });
});

test("two operations under a plain root are two turns, and a trace without any is none", () => {
  const chat = { "gen_ai.operation.name": "chat", "gen_ai.request.model": "m" };
  const scope = { name: "x", version: "1" };
  const two = turnsOf({
    scope,
    spans: [
      { id: "http", name: "GET /", from: 0, to: 50 },
      { id: "b", parent: "http", name: "chat", from: 20, to: 30, attributes: chat },
      { id: "a", parent: "http", name: "chat", from: 5, to: 10, attributes: chat },
    ],
  });
  expect(two.turns.map((turn) => turn.root_span_id)).toEqual([spanId("a"), spanId("b")]);
  expect(turnsOf({ scope, spans: [{ id: "db", name: "select", from: 0, to: 1 }] }).turns).toEqual([]);
});

test("without its root a turn waits, and says how it would end; a parent elsewhere is not waited for", () => {
  const [, ...rest] = GEN_AI_NOW.spans;
  const waiting = only({ ...GEN_AI_NOW, spans: rest });
  expect(waiting.root_span_id).toBeNull();
  expect(waiting.end.status).toBeUndefined();
  expect(waiting.silent).toMatchObject({ status: "ok" });
  const remote = only({
    scope: { name: "x", version: "1" },
    spans: [
      {
        id: "a",
        parent: "elsewhere",
        flags: 0x301,
        name: "chat",
        from: 0,
        to: 5,
        attributes: { "gen_ai.operation.name": "chat" },
      },
    ],
  });
  expect(remote.end.status).toBe("ok");
});

test("spans in a circle, or a thousand deep, end the reading as they should", () => {
  const chat = { "gen_ai.operation.name": "chat" };
  const scope = { name: "x", version: "1" };
  const circle = turnsOf({
    scope,
    spans: [
      { id: "a", parent: "b", name: "chat", from: 0, to: 1, attributes: chat },
      { id: "b", parent: "a", name: "chat", from: 0, to: 1, attributes: chat },
    ],
  });
  expect(circle.turns).toEqual([]);
  expect(circle.loose).toHaveLength(2);
  const deep = Array.from({ length: 1_000 }, (_, i) => ({
    id: `s${i}`,
    ...(i > 0 && { parent: `s${i - 1}` }),
    name: "step",
    from: i,
    to: 2_000,
    attributes: i === 999 ? chat : {},
  }));
  expect(turnsOf({ scope, spans: deep }).turns).toHaveLength(1);
});

test("what cannot be read is refused alone, with its reason", () => {
  const request = otlpRequest("t", GEN_AI_OLD);
  const spans = request.resourceSpans[0]!.scopeSpans[0]!.spans;
  spans.push(
    { ...spans[1], traceId: "0".repeat(32) },
    { ...spans[1], spanId: "xyz" },
    { ...spans[1], startTimeUnixNano: "0" },
  );
  const read = readSpans(request);
  expect(read.spans).toHaveLength(2);
  expect(read.refused).toEqual(["a trace id is not 16 bytes", "a span id is not 8 bytes", "a span has no start"]);
  for (const odd of [null, 7, {}, { resourceSpans: 3 }, { resourceSpans: [null, { scopeSpans: [{ spans: [4] }] }] }])
    expect(readSpans(odd).spans).toEqual([]);
});
