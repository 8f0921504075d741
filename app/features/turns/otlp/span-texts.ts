import { parsed } from "./dialects/sources";
import { field } from "./span-facts";
import type { OtlpSpan } from "./otlp-span";

type Json = Record<string, unknown>;
export type Message = { role: string; content: unknown } & Json;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A part of a message, in the form that most runtimes use. */
function part(value: unknown): unknown {
  const inner = isObject(value) && isObject(value.message_content) ? value.message_content : value;
  if (!isObject(inner)) return inner;
  const text = inner.text ?? (inner.type === "text" ? inner.content : undefined);
  return typeof text === "string" ? { type: "text", text } : inner;
}

function message(value: unknown): Message | null {
  if (!isObject(value)) return null;
  const { role, content, parts, contents, ...rest } = value;
  const raw = parsed(content ?? parts ?? contents ?? null);
  const list = Array.isArray(raw) ? raw.map(part) : raw;
  const isText = Array.isArray(list) && list.length > 0 && list.every((each) => isObject(each) && each.type === "text");
  return {
    ...rest,
    role: typeof role === "string" ? role : "user",
    content: isText ? list.map((each) => (each as { text: string }).text).join("\n") : list,
  };
}

function isMessages(value: unknown): value is Json[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (each) => isObject(each) && ("role" in each || "content" in each || "parts" in each || "tool_calls" in each),
    )
  );
}

/** What was asked: messages, or a text. */
export type Asked = { messages: Message[] | null; text: string | null };

export function askedOf(span: OtlpSpan): Asked {
  const value = parsed(field(span, "input"));
  const list = isMessages(value) ? value : isObject(value) && isMessages(value.messages) ? value.messages : null;
  const system = parsed(field(span, "system") ?? (isObject(value) ? value.system : undefined));
  if (list) {
    const messages = list.map(message).filter((each) => each !== null);
    const isTold = messages.some(({ role }) => role === "system");
    if (system && !isTold) messages.unshift(message({ role: "system", content: system })!);
    return { messages, text: null };
  }
  return { messages: null, text: plain(value) };
}

const ASKING = ["prompt", "question", "input", "query", "user_input", "message", "text"];

/** A value as one would say it: a text, the one text among the values, or JSON. */
function plain(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string") return value;
  if (isObject(value)) {
    const key = ASKING.find((name) => typeof value[name] === "string");
    if (key) return value[key] as string;
    const values = Object.values(value);
    if (values.length === 1 && typeof values[0] === "string") return values[0];
  }
  return JSON.stringify(value);
}

export type Said = { text: string | null; reasoning: string | null };

export function saidOf(span: OtlpSpan): Said {
  const reasoning = field(span, "reasoning");
  const said = saidBy(parsed(field(span, "output")));
  return { text: said.text, reasoning: typeof reasoning === "string" ? reasoning : said.reasoning };
}

function saidBy(value: unknown): Said {
  if (isMessages(value)) return fromMessages(value);
  if (isObject(value)) {
    if (isMessages(value.messages)) return fromMessages(value.messages);
    if (isMessages([value])) return fromMessages([value]);
    const text = ["output", "text", "answer", "response", "result"].find((name) => typeof value[name] === "string");
    return { text: text ? (value[text] as string) : plain(value), reasoning: null };
  }
  return { text: plain(value), reasoning: null };
}

/** The last message of the model; before it stands, in some dialects, the whole conversation. */
function fromMessages(list: Json[]): Said {
  const messages = list.map(message).filter((each) => each !== null);
  const last = messages.findLast(({ role }) => role === "assistant" || role === "model") ?? messages.at(-1);
  if (!last) return { text: null, reasoning: null };
  if (typeof last.content === "string") return { text: last.content, reasoning: null };
  const parts = Array.isArray(last.content) ? last.content.filter(isObject) : [];
  const of = (types: string[], keys: string[]) =>
    parts
      .filter(({ type }) => types.includes(String(type)))
      .map((each) => keys.map((key) => each[key]).find((text) => typeof text === "string") ?? "")
      .join("\n") || null;
  return {
    text: of(["text"], ["text", "content"]),
    reasoning: of(["reasoning", "thinking"], ["content", "text", "thinking"]),
  };
}

/** The result of a tool as text, and its arguments as what they are. */
export function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
