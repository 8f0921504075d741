import type OpenAI from "openai";

const api = `${process.env.WHEELHOUSE_URL ?? "http://127.0.0.1:3000"}/api/v1`;
const key = process.env.WHEELHOUSE_KEY ?? "";
const REPORT_EVERY_MS = 150;

/** A console that is away stops no bot: what could not be told is null. */
async function tell(method: string, path: string, body: object): Promise<{ id?: string; directive?: string } | null> {
  try {
    const response = await fetch(`${api}/${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    });
    return response.ok ? ((await response.json()) as object) : null;
  } catch {
    return null;
  }
}

/** Streams a chat completion to the caller, and tells Wheelhouse of it as it comes. */
export async function* reportedChat(
  client: OpenAI,
  bot: string,
  params: Omit<OpenAI.ChatCompletionCreateParamsStreaming, "stream">,
): AsyncGenerator<string> {
  const started = Date.now();
  const turn = await tell("POST", "turns", {
    ...{ bot, model: params.model, provider: "openai", stream: true, request_messages: params.messages },
  });
  const patch = (body: object) => (turn?.id ? tell("PATCH", `turns/${turn.id}`, body) : Promise.resolve(null));
  let said = "";
  let told = 0;
  let toldAt = started;
  let end: object = { status: "aborted", end_reason: "caller_left" };
  try {
    const stream = await client.chat.completions.create({
      ...params,
      stream: true,
      stream_options: { include_usage: true },
    });
    let usage: OpenAI.CompletionUsage | null | undefined;
    let firstAt: number | undefined;
    let isStopped = false;
    for await (const chunk of stream) {
      usage = chunk.usage ?? usage;
      const piece = chunk.choices[0]?.delta.content;
      if (!piece) continue;
      firstAt ??= Date.now();
      said += piece;
      yield piece;
      if (Date.now() - toldAt < REPORT_EVERY_MS) continue;
      toldAt = Date.now();
      const answer = await patch({
        response_append: said.slice(told),
        response_offset: [...said.slice(0, told)].length,
      });
      told = said.length;
      if (answer?.directive !== "stop") continue;
      isStopped = true;
      stream.controller.abort();
      break;
    }
    const cached = usage?.prompt_tokens_details?.cached_tokens ?? 0;
    const thought = usage?.completion_tokens_details?.reasoning_tokens ?? 0;
    end = {
      ...(isStopped ? { status: "aborted", end_reason: "operator_stopped" } : { status: "ok" }),
      ...(firstAt && { ttft_ms: firstAt - started }),
      ...(usage && {
        token_usage: {
          input: usage.prompt_tokens - cached,
          cache_read: cached,
          output: usage.completion_tokens - thought,
          reasoning: thought,
        },
      }),
    };
  } catch (error) {
    end = { status: "error", error_text: String(error) };
    throw error;
  } finally {
    await patch({ response_text: said, latency_ms: Date.now() - started, ...end });
  }
}
