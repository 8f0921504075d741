import type { Dialect } from "./dialect";
import { inJson, numbered } from "./sources";

/** OpenInference, as Phoenix and its instrumentations write it. */
export const OPEN_INFERENCE: Dialect = {
  name: "openinference",
  kinds: [
    {
      key: "openinference.span.kind",
      values: {
        LLM: "llm",
        AGENT: "agent",
        CHAIN: "chain",
        TOOL: "tool",
        EMBEDDING: "embedding",
        RETRIEVER: "retrieval",
        RERANKER: "retrieval",
        GUARDRAIL: "tool",
        EVALUATOR: "step",
        PROMPT: "step",
      },
    },
  ],
  fields: {
    agent: ["agent.name"],
    fallbackName: ["graph.node.name"],
    tool: ["tool.name"],
    toolArguments: ["tool.parameters", "tool_call.function.arguments", "input.value"],
    toolResult: ["output.value"],
    model: ["llm.model_name", "embedding.model_name", "reranker.model_name"],
    provider: ["llm.provider", "llm.system"],
    session: ["session.id"],
    user: ["user.id"],
    tags: ["tag.tags"],
    input: [numbered("llm.input_messages", "message"), "input.value"],
    output: [numbered("llm.output_messages", "message"), "output.value"],
    finish: ["llm.finish_reason"],
    costUsd: ["llm.cost.total"],
    promptName: ["prompt.id", inJson("metadata", "prompt_name")],
    promptVersion: ["llm.prompt_template.version"],
    inputTokens: ["llm.token_count.prompt"],
    outputTokens: ["llm.token_count.completion"],
    cacheReadTokens: ["llm.token_count.prompt_details.cache_read", "llm.token_count.prompt_details.cache_input"],
    cacheWriteTokens: ["llm.token_count.prompt_details.cache_write"],
    reasoningTokens: ["llm.token_count.completion_details.reasoning"],
  },
};
