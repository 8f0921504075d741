import type { Dialect } from "./dialect";
import { numbered } from "./sources";

const PROPERTIES = "traceloop.association.properties";

/** OpenLLMetry: traceloop.* for the structure, llm.* and gen_ai.* for the calls. */
export const TRACELOOP: Dialect = {
  name: "traceloop",
  kinds: [
    {
      key: "llm.request.type",
      values: { chat: "llm", completion: "llm", embedding: "embedding", rerank: "retrieval" },
    },
    { key: "traceloop.span.kind", values: { workflow: "chain", task: "step", agent: "agent", tool: "tool" } },
    { key: "llm.request.model", values: "llm" },
  ],
  fields: {
    agent: ["gen_ai.agent.name"],
    fallbackName: ["traceloop.workflow.name", "traceloop.entity.name"],
    tool: ["traceloop.entity.name"],
    toolArguments: ["traceloop.entity.input"],
    toolResult: ["traceloop.entity.output"],
    model: ["llm.response.model", "llm.request.model"],
    provider: ["llm.vendor"],
    session: [`${PROPERTIES}.session_id`, `${PROPERTIES}.conversation_id`, `${PROPERTIES}.chat_id`],
    user: [`${PROPERTIES}.user_id`, `${PROPERTIES}.user`],
    tags: [`${PROPERTIES}.tags`],
    stream: ["llm.is_streaming"],
    input: [numbered("llm.prompts"), "traceloop.entity.input"],
    output: [numbered("llm.completions"), "traceloop.entity.output"],
    finish: ["llm.response.finish_reason", "llm.response.stop_reason"],
    promptName: ["traceloop.prompt.key"],
    promptVersion: ["traceloop.prompt.version"],
    inputTokens: ["llm.usage.prompt_tokens"],
    outputTokens: ["llm.usage.completion_tokens"],
    cacheReadTokens: ["llm.usage.cache_read_input_tokens"],
    cacheWriteTokens: ["llm.usage.cache_creation_input_tokens"],
    reasoningTokens: ["llm.usage.reasoning_tokens"],
  },
};
