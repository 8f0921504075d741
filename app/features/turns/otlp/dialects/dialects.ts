import type { Dialect } from "./dialect";
import { GEN_AI } from "./gen-ai";
import { LANGFUSE } from "./langfuse";
import { OPEN_INFERENCE } from "./open-inference";
import { TRACELOOP } from "./traceloop";
import { VERCEL } from "./vercel";

/** What every dialect shares, asked last. */
const GENERIC: Dialect = {
  name: "generic",
  kinds: [],
  fields: {
    session: ["session.id", "conversation.id", "thread.id"],
    user: ["user.id", "enduser.id"],
    environment: ["deployment.environment.name", "deployment.environment"],
    input: ["input.value"],
    output: ["output.value"],
    tool: ["tool.name"],
  },
};

/** Spans often speak several at once. For each field the first that says something is heard. */
export const DIALECTS: readonly Dialect[] = [LANGFUSE, GEN_AI, OPEN_INFERENCE, VERCEL, TRACELOOP, GENERIC];

/** Whoever says outright what a span is comes before those that let it be guessed. */
export const KIND_ORDER: readonly Dialect[] = [LANGFUSE, OPEN_INFERENCE, VERCEL, TRACELOOP, GEN_AI];
