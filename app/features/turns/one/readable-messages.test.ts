import { expect, test } from "vitest";
import { readableMessages } from "./readable-messages";

const read = (...messages: unknown[]) => readableMessages(JSON.stringify(messages))!.messages;
const text = (value: string) => ({ kind: "text", text: { text: value, chars: value.length } });

test("messages of chat completions read as roles, text, calls and results", () => {
  expect(
    read(
      { role: "system", content: "Be brief." },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "search", arguments: '{"q":1}' } }],
      },
      { role: "tool", tool_call_id: "c1", content: "found" },
    ),
  ).toEqual([
    { role: "system", name: null, parts: [text("Be brief.")] },
    {
      role: "assistant",
      name: null,
      parts: [{ kind: "call", name: "search", id: "c1", text: { text: '{"q":1}', chars: 7 } }],
    },
    { role: "tool", name: null, parts: [{ kind: "result", id: "c1", text: { text: "found", chars: 5 } }] },
  ]);
});

test("content blocks, items of the responses interface and parts read alike", () => {
  const parts = (...messages: unknown[]) => read(...messages).flatMap((message) => message.parts);
  expect(
    parts(
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Hm" },
          { type: "tool_use", id: "t", name: "ls", input: {} },
        ],
      },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: "a" }] }] },
      { type: "function_call", call_id: "f", name: "ls", arguments: "{}" },
      { type: "function_call_output", call_id: "f", output: "b" },
      { role: "user", parts: [{ text: "c" }, { functionCall: { name: "ls", args: {} } }] },
      { role: "user", parts: [{ type: "text", content: "d" }] },
    ).map((part) => [part.kind, "text" in part ? part.text.text : ""]),
  ).toEqual([
    ["thinking", "Hm"],
    ["call", "{}"],
    ["result", "a"],
    ["call", "{}"],
    ["result", "b"],
    ["text", "c"],
    ["call", "{}"],
    ["text", "d"],
  ]);
});

test("an image is told of and never shown, and only an address of the web is kept", () => {
  const media = (part: unknown) => read({ role: "user", content: [part] })[0]!.parts[0];
  expect(media({ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } })).toEqual({
    kind: "media",
    what: "image/png",
    href: null,
    bytes: 3,
  });
  expect(media({ type: "image_url", image_url: { url: "https://example.org/a.png" } })).toMatchObject({
    href: "https://example.org/a.png",
  });
  expect(media({ type: "image_url", image_url: { url: "javascript:alert(1)" } })).toMatchObject({ href: null });
  expect(media({ type: "image", source: { type: "base64", media_type: "image/jpeg", data: "AAAA" } })).toMatchObject({
    what: "image/jpeg",
    bytes: 3,
  });
});

test("what nobody knows is shown as the JSON that it is", () => {
  expect(read({ role: "user", content: [{ type: "hologram", depth: 3 }] })[0]!.parts[0]).toMatchObject({
    kind: "json",
  });
  expect(read(7)[0]).toMatchObject({ role: "unknown", parts: [{ kind: "json", text: { text: "7" } }] });
  expect(readableMessages("{}")).toBeNull();
  expect(readableMessages("[")).toBeNull();
});

test("of very many messages the newest are read, of a very long one the beginning", () => {
  const many = readableMessages(
    JSON.stringify(Array.from({ length: 900 }, (_, i) => ({ role: "user", content: `${i}` }))),
  )!;
  expect([many.count, many.messages.length, many.messages.at(-1)!.parts[0]]).toEqual([900, 200, text("899")]);
  const [long] = read({ role: "user", content: "x".repeat(50_000) })[0]!.parts;
  expect(long).toMatchObject({ text: { chars: 50_000 } });
  expect((long as { text: { text: string } }).text.text).toHaveLength(6_000);
});
