import type { OtlpSpan } from "../otlp-span";

/**
 * What a span is: an agent at work, a chain of steps, a step that only groups others, a call of a model or of a tool,
 * an embedding, a retrieval.
 */
export type SpanKind = "agent" | "chain" | "step" | "llm" | "tool" | "embedding" | "retrieval";

export type Field =
  | "agent"
  | "fallbackName"
  | "tool"
  | "toolArguments"
  | "toolResult"
  | "model"
  | "provider"
  | "session"
  | "user"
  | "environment"
  | "tags"
  | "stream"
  | "system"
  | "input"
  | "output"
  | "reasoning"
  | "ttftMs"
  | "finish"
  | "responseId"
  | "error"
  | "costUsd"
  | "promptName"
  | "promptVersion"
  | "inputTokens"
  | "outputTokens"
  | "cacheReadTokens"
  | "cacheWriteTokens"
  | "reasoningTokens";

/** The name of an attribute, or how to make a value from a span. The first that gives one wins. */
export type Source = string | ((span: OtlpSpan) => unknown);

/** How one family of instrumentation names things. */
export type Dialect = {
  name: string;
  /** By attribute and its value; the first that knows the value says what the span is. A name without values: its being there. */
  kinds: readonly { key: string; values: Readonly<Record<string, SpanKind>> | SpanKind }[];
  fields: Partial<Record<Field, readonly Source[]>>;
  /** Its input tokens leave out cached ones, its output tokens those of reasoning. */
  hasDisjointTokens?: boolean;
};
