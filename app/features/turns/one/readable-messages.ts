import type { TextHead } from "./turn-view";

/** A piece of a message, as a person reads it. Nothing in it is loaded from elsewhere. */
export type MessagePart =
  | { kind: "text" | "thinking"; text: TextHead }
  | { kind: "media"; what: string; href: string | null; bytes: number | null }
  | { kind: "call"; name: string; id: string | null; text: TextHead }
  | { kind: "result"; id: string | null; text: TextHead }
  | { kind: "json"; text: TextHead };

export type ReadableMessage = { role: string; name: string | null; parts: MessagePart[] };

export type ReadableMessages = { messages: ReadableMessage[]; count: number };

const PART_CHARS = 6_000;
const MOST_MESSAGES = 200;
const MOST_PARTS = 50;

type Json = Record<string, unknown>;

/**
 * The prepared messages of a turn from whatever shape the runtime sends: chat completions, content blocks, responses,
 * parts. What is not known is shown as the JSON that it is. Null when the text is no list. Of very many the newest stay.
 */
export function readableMessages(source: string): ReadableMessages | null {
  let list: unknown;
  try {
    list = JSON.parse(source);
  } catch {
    return null;
  }
  if (!Array.isArray(list)) return null;
  return { messages: list.slice(-MOST_MESSAGES).map(readMessage), count: list.length };
}

function readMessage(message: unknown): ReadableMessage {
  if (!isObject(message)) return { role: "unknown", name: null, parts: [jsonPart(message)] };
  const role = typeof message.role === "string" ? message.role : roleOf(message);
  const name = typeof message.name === "string" ? message.name : null;
  const parts = [...contentParts(message, role), ...toolCalls(message.tool_calls ?? message.toolCalls)];
  return { role: role.slice(0, 40), name, parts: parts.length > 0 ? parts.slice(0, MOST_PARTS) : [jsonPart(message)] };
}

/** Items of the responses interface have a type in the place of a role. */
function roleOf(message: Json): string {
  if (message.type === "function_call_output") return "tool";
  return message.type === "function_call" || message.type === "reasoning" ? "assistant" : "unknown";
}

function contentParts(message: Json, role: string): MessagePart[] {
  const content = message.content ?? message.parts ?? message.summary;
  if (typeof content === "string") {
    if (content === "") return [];
    if (role === "tool") return [{ kind: "result", id: idIn(message), text: cut(content) }];
    return [{ kind: "text", text: cut(content) }];
  }
  if (Array.isArray(content)) {
    const parts = content.flatMap(readPart);
    if (role === "tool" && parts.length === 1 && parts[0]!.kind === "text")
      return [{ kind: "result", id: idIn(message), text: parts[0]!.text }];
    return parts;
  }
  return isObject(content) ? readPart(content) : typeof message.type === "string" ? readPart(message) : [];
}

function readPart(part: unknown): MessagePart[] {
  if (typeof part === "string") return part === "" ? [] : [{ kind: "text", text: cut(part) }];
  if (!isObject(part)) return [jsonPart(part)];
  const type = typeof part.type === "string" ? part.type.replaceAll("-", "_") : "";
  const text = textOf(part.text ?? part.content ?? part.thinking);
  if (/^(text|input_text|output_text|refusal)$/.test(type) || (type === "" && typeof part.text === "string"))
    return [{ kind: "text", text: cut(text ?? textOf(part.refusal) ?? "") }];
  if (/^(thinking|reasoning|redacted_thinking)$/.test(type))
    return [{ kind: "thinking", text: cut(text ?? textOf(part.summary) ?? "(not shown by the model)") }];
  if (/^(tool_use|tool_call|function_call|server_tool_use)$/.test(type)) return [callPart(part)];
  if (/^(tool_result|function_call_output|tool_call_response)$/.test(type)) return [resultPart(part)];
  if (isObject(part.functionCall)) return [callPart(part.functionCall)];
  if (isObject(part.functionResponse)) return [resultPart(part.functionResponse)];
  return [mediaPart(part, type) ?? jsonPart(part)];
}

function toolCalls(calls: unknown): MessagePart[] {
  return Array.isArray(calls) ? calls.filter(isObject).map(callPart) : [];
}

function callPart(call: Json): MessagePart {
  const inner = isObject(call.function) ? call.function : call;
  const name = [inner.name, inner.toolName, inner.tool_name].find((value) => typeof value === "string");
  const given = inner.arguments ?? inner.input ?? inner.args ?? {};
  return {
    kind: "call",
    name: (name ?? "tool").slice(0, 200),
    id: idIn(call),
    text: cut(typeof given === "string" ? given : JSON.stringify(given, null, 2)),
  };
}

function resultPart(result: Json): MessagePart {
  const given = result.content ?? result.output ?? result.result ?? result.response ?? "";
  return { kind: "result", id: idIn(result), text: cut(textOf(given) ?? JSON.stringify(given, null, 2)) };
}

/** Text that stands in a list of parts is joined; null when it is not only text. */
function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return null;
  const texts = value.map((part) => (isObject(part) && typeof part.text === "string" ? part.text : null));
  return texts.every((text) => text !== null) && texts.length > 0 ? texts.join("\n") : null;
}

function mediaPart(part: Json, type: string): MessagePart | null {
  const inner = [
    part.image_url,
    part.source,
    part.input_audio,
    part.file,
    part.inlineData,
    part.inline_data,
    part.image,
  ].find((value) => isObject(value) || typeof value === "string");
  if (inner === undefined && !/image|audio|file|document|video/.test(type)) return null;
  const fields: Json = isObject(inner) ? inner : part;
  const address = [inner, fields.url, fields.image_url, part.url, part.image].find(
    (value) => typeof value === "string",
  );
  const data = [fields.data, fields.file_data].find((value) => typeof value === "string");
  const mime = [fields.media_type, fields.mimeType, fields.mime_type, part.mediaType].find(
    (value) => typeof value === "string",
  );
  const inline = data ?? (address?.startsWith("data:") ? address : undefined);
  return {
    kind: "media",
    what: mime ?? (/^data:([\w.+/-]{1,80})/.exec(address ?? "")?.[1] || type.replace(/^input_|_url$/g, "") || "image"),
    href: address !== undefined && /^https?:/i.test(address) ? address.slice(0, 2_000) : null,
    bytes: inline === undefined ? null : Math.round((inline.slice(inline.indexOf(",") + 1).length * 3) / 4),
  };
}

function idIn(value: Json): string | null {
  const id = [value.tool_call_id, value.tool_use_id, value.call_id, value.toolCallId, value.id].find(
    (each) => typeof each === "string",
  );
  return id?.slice(0, 200) ?? null;
}

function jsonPart(value: unknown): MessagePart {
  return { kind: "json", text: cut(JSON.stringify(value, null, 2) ?? "null") };
}

function cut(text: string): TextHead {
  return { text: text.length > PART_CHARS ? text.slice(0, PART_CHARS).toWellFormed() : text, chars: text.length };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
