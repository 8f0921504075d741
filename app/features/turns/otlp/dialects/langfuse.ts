import type { Dialect } from "./dialect";
import { attribute, inJson, sinceStart } from "./sources";

const USAGE = "langfuse.observation.usage_details";

/** Langfuse's SDKs. Their usage is by kinds that do not overlap. */
export const LANGFUSE: Dialect = {
  name: "langfuse",
  hasDisjointTokens: true,
  kinds: [
    {
      key: "langfuse.observation.type",
      values: {
        generation: "llm",
        agent: "agent",
        chain: "chain",
        tool: "tool",
        retriever: "retrieval",
        embedding: "embedding",
        guardrail: "tool",
        evaluator: "step",
        span: "step",
        event: "step",
      },
    },
  ],
  fields: {
    fallbackName: ["langfuse.trace.name"],
    toolArguments: ["langfuse.observation.input"],
    toolResult: ["langfuse.observation.output"],
    model: ["langfuse.observation.model.name"],
    session: ["langfuse.session.id", "session.id"],
    user: ["langfuse.user.id", "user.id"],
    environment: ["langfuse.environment"],
    tags: ["langfuse.trace.tags"],
    input: ["langfuse.observation.input", "langfuse.trace.input"],
    output: ["langfuse.observation.output", "langfuse.trace.output"],
    ttftMs: [attribute("langfuse.observation.completion_start_time", sinceStart)],
    error: ["langfuse.observation.status_message"],
    costUsd: [inJson("langfuse.observation.cost_details", "total")],
    promptName: ["langfuse.observation.prompt.name"],
    promptVersion: ["langfuse.observation.prompt.version"],
    inputTokens: [inJson(USAGE, "input", "prompt_tokens", "input_tokens")],
    outputTokens: [inJson(USAGE, "output", "completion_tokens", "output_tokens")],
    cacheReadTokens: [inJson(USAGE, "cache_read_input_tokens", "input_cached_tokens", "input_cache_read")],
    cacheWriteTokens: [inJson(USAGE, "cache_creation_input_tokens", "input_cache_creation", "input_cache_write")],
    reasoningTokens: [inJson(USAGE, "output_reasoning_tokens", "output_reasoning", "reasoning_tokens")],
  },
};
