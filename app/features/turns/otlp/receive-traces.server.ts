import { log } from "~/config/log.server";
import { throughIngestGate } from "~/features/turns/ingest/ingest-gate.server";
import type { Sender } from "~/features/turns/ingest/ingest-turns.server";
import { AppError } from "~/lib/errors";
import { jsonOf, readBytes } from "~/platform/api.server";
import { ingestSpans } from "./ingest-spans.server";
import { decodeMessage, encodeMessage } from "./otlp-messages.server";
import { readSpans } from "./read-spans";

const PROTOBUF = "application/x-protobuf";
const JSON_TYPE = "application/json";
type Encoding = typeof PROTOBUF | typeof JSON_TYPE;

function encodingOf(request: Request): Encoding | null {
  const type = request.headers.get("content-type")?.split(";")[0]!.trim().toLowerCase();
  return type === PROTOBUF || type === JSON_TYPE ? type : null;
}

/** The body of one request to export traces, answered in the encoding it came in. */
export async function receiveTraces(sender: Sender, request: Request, requestId: string): Promise<Response> {
  const encoding = encodingOf(request);
  try {
    if (!encoding) throw new AppError("unsupported", `Send traces as ${PROTOBUF} or ${JSON_TYPE}.`);
    const bytes = await readBytes(request);
    const { spans, refused } = readSpans(encoding === PROTOBUF ? decode(bytes) : jsonOf(bytes));
    const refusals = await throughIngestGate(() => ingestSpans(sender, spans));
    const rejectedSpans = refusals.count + refused.length;
    const errorMessage = [...new Set([...refusals.reasons, ...refused])].join("; ");
    const answer = rejectedSpans > 0 ? { partialSuccess: { rejectedSpans: String(rejectedSpans), errorMessage } } : {};
    return reply(encoding, 200, answer, "ExportTraceServiceResponse");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refusal(error, encoding ?? JSON_TYPE, requestId);
  }
}

function decode(bytes: Uint8Array): unknown {
  try {
    return decodeMessage("ExportTraceServiceRequest", bytes);
  } catch (error) {
    log.debug({ err: error }, "a request to export traces was not understood");
    throw new AppError("invalid", "The body is not an ExportTraceServiceRequest in protobuf.");
  }
}

function reply(
  encoding: Encoding,
  status: number,
  value: object,
  message: Parameters<typeof encodeMessage>[0],
  headers: Record<string, string> = {},
): Response {
  const body = encoding === PROTOBUF ? encodeMessage(message, value) : JSON.stringify(value);
  return new Response(body, {
    status,
    headers: { "Content-Type": encoding, "Cache-Control": "no-store", ...headers },
  });
}

/** Codes of google.rpc.Status, which exporters print. Whether they try again they take from the status alone. */
const RPC_CODES: Partial<Record<AppError["code"], number>> = { rate_limited: 8, unavailable: 14, too_large: 8 };

function refusal(error: AppError, encoding: Encoding, requestId: string): Response {
  const { code, message, details } = error;
  const retryAfter = details?.retry_after_s;
  const value = {
    code: RPC_CODES[code] ?? 3,
    message,
    ...(encoding === JSON_TYPE && { error: { code, message, request_id: requestId, ...(details && { details }) } }),
  };
  const headers: Record<string, string> =
    typeof retryAfter === "number" ? { "Retry-After": String(Math.ceil(retryAfter)) } : {};
  return reply(encoding, error.status, value, "Status", headers);
}
