import * as bot from "~/routes/api/bot";
import * as bots from "~/routes/api/bots";
import * as events from "~/routes/api/events";
import * as ingest from "~/routes/api/ingest";
import * as llmCall from "~/routes/api/llm-call";
import * as otelTraces from "~/routes/api/otel-traces";
import * as prompt from "~/routes/api/prompt";
import * as promptRender from "~/routes/api/prompt-render";
import * as promptVersions from "~/routes/api/prompt-versions";
import * as prompts from "~/routes/api/prompts";
import * as settings from "~/routes/api/settings";
import * as toolCall from "~/routes/api/tool-call";
import * as toolResult from "~/routes/api/tool-result";
import * as turn from "~/routes/api/turn";
import * as turns from "~/routes/api/turns";
import * as turnsExport from "~/routes/api/turns-export";
import * as turnsStream from "~/routes/api/turns-stream";
import * as usage from "~/routes/api/usage";
import * as unknown from "~/routes/api/unknown";

/** As in the site map; what stands first is found first. */
export const MACHINE_ROUTES = {
  "/api/v1/bots": bots,
  "/api/v1/bots/:slug": bot,
  "/api/v1/turns": turns,
  "/api/v1/turns/export": turnsExport,
  "/api/v1/turns/stream": turnsStream,
  "/api/v1/turns/:id": turn,
  "/api/v1/turns/:id/tool-calls/:callId": toolCall,
  "/api/v1/turns/:id/tool-calls/:callId/result": toolResult,
  "/api/v1/turns/:id/llm-calls/:callId": llmCall,
  "/api/v1/events": events,
  "/api/v1/ingest": ingest,
  "/api/v1/prompts": prompts,
  "/api/v1/prompts/:key": prompt,
  "/api/v1/prompts/:key/versions": promptVersions,
  "/api/v1/prompts/:key/render": promptRender,
  "/api/v1/settings": settings,
  "/api/v1/usage": usage,
  "/api/otel/v1/traces": otelTraces,
};
export const UNKNOWN_ROUTE = unknown;
