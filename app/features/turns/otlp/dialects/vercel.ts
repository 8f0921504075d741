import type { Dialect, SpanKind } from "./dialect";

const OPERATIONS: Record<string, SpanKind> = {
  "ai.generateText": "chain",
  "ai.streamText": "chain",
  "ai.generateObject": "chain",
  "ai.streamObject": "chain",
  "ai.generateText.doGenerate": "llm",
  "ai.streamText.doStream": "llm",
  "ai.generateObject.doGenerate": "llm",
  "ai.streamObject.doStream": "llm",
  "ai.embed": "step",
  "ai.embedMany": "step",
  "ai.embed.doEmbed": "embedding",
  "ai.embedMany.doEmbed": "embedding",
  "ai.toolCall": "tool",
};

/** Vercel's AI SDK: an outer span for the whole, one for each step, one for each tool. */
export const VERCEL: Dialect = {
  name: "vercel",
  kinds: [{ key: "ai.operationId", values: OPERATIONS }],
  fields: {
    fallbackName: ["ai.telemetry.functionId"],
    tool: ["ai.toolCall.name"],
    toolArguments: ["ai.toolCall.args", "ai.toolCall.input"],
    toolResult: ["ai.toolCall.result", "ai.toolCall.output"],
    model: ["ai.response.model", "ai.model.id"],
    provider: ["ai.model.provider"],
    session: ["ai.telemetry.metadata.sessionId", "ai.telemetry.metadata.session_id", "ai.telemetry.metadata.threadId"],
    user: ["ai.telemetry.metadata.userId", "ai.telemetry.metadata.user_id"],
    tags: ["ai.telemetry.metadata.tags"],
    input: ["ai.prompt.messages", "ai.prompt"],
    output: ["ai.response.text", "ai.result.text", "ai.response.object", "ai.result.object"],
    reasoning: ["ai.response.reasoning"],
    ttftMs: ["ai.response.msToFirstChunk", "ai.stream.msToFirstChunk"],
    finish: ["ai.response.finishReason", "ai.finishReason"],
    responseId: ["ai.response.id"],
    inputTokens: ["ai.usage.inputTokens", "ai.usage.promptTokens", "ai.usage.tokens"],
    outputTokens: ["ai.usage.outputTokens", "ai.usage.completionTokens"],
    cacheReadTokens: ["ai.usage.inputTokenDetails.cacheReadTokens", "ai.usage.cachedInputTokens"],
    cacheWriteTokens: ["ai.usage.inputTokenDetails.cacheWriteTokens"],
    reasoningTokens: ["ai.usage.outputTokenDetails.reasoningTokens", "ai.usage.reasoningTokens"],
  },
};
