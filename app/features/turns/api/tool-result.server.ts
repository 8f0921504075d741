import { pool } from "~/data/postgres.server";
import { readToolResult, toolCalls } from "~/data/runtime/turn-calls.server";
import { getTurnRow } from "~/data/runtime/turn-store.server";
import { parseByteRange } from "~/lib/byte-range";
import { AppError } from "~/lib/errors";

/** Read and sent in steps of this size, whatever the result's. */
const STEP_BYTES = 1024 * 1024;

/** The whole result of a tool call, or the range of it that was asked for, as it came. */
export async function toolResultResponse(
  bots: string[] | null,
  { turnId, callId, range }: { turnId: string; callId: string; range: string | null },
): Promise<Response> {
  const sql = pool("pages");
  const turn = await getTurnRow(sql, turnId);
  if (!turn || (bots && !bots.includes(turn.bot_id))) throw new AppError("not_found", `There is no turn ${turnId}.`);
  const key = { turn_created_at: turn.created_at, turn_id: turnId, call_id: callId };
  const call = (await toolCalls.find(sql, [key])).get(`${turnId} ${callId}`);
  if (!call) throw new AppError("not_found", `This turn has no tool call ${callId}.`);
  if (call.result_text === null || call.result_bytes === null)
    throw new AppError("not_found", "This tool call has no result yet.");
  const size = call.result_bytes;
  const short = Buffer.from(call.result_text);
  // A short result stands in the record alone.
  const read = (from: number, to: number) =>
    short.length === size ? Promise.resolve(short.subarray(from, to + 1)) : readToolResult(sql, call, { from, to });
  if (size > 0 && (await read(0, 0)).length === 0)
    throw new AppError("not_found", "Only the beginning of this result is still kept; it stands in the turn.");
  const wanted = parseByteRange(range, size);
  const headers = {
    "Content-Type": "text/plain; charset=utf-8",
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-store",
  };
  if (wanted === "outside") throw new AppError("range", `The result has ${size} bytes.`, { size });
  const { from, to } = wanted ?? { from: 0, to: size - 1 };
  let at = from;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (at <= to) {
        const chunk = await read(at, Math.min(to, at + STEP_BYTES - 1));
        if (chunk.length === 0) return controller.error(new Error("the result was deleted meanwhile"));
        controller.enqueue(chunk);
        at += chunk.length;
      }
      if (at > to) controller.close();
    },
  });
  return new Response(body, {
    status: wanted ? 206 : 200,
    headers: {
      ...headers,
      "Content-Length": String(to - from + 1),
      ...(wanted && { "Content-Range": `bytes ${from}-${to}/${size}` }),
    },
  });
}
