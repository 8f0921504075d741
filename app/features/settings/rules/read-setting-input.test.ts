import { expect, test } from "vitest";
import { describeSetting } from "../registry/setting-registry";
import { printSetting } from "./print-setting";
import { readSettingInput } from "./read-setting-input";

const read = (key: string, form: Record<string, string>) => readSettingInput(describeSetting(key).type, form);

test("what people type becomes the value that they mean", () => {
  expect(read("history_tokens", { value: "16,000" })).toEqual({ ok: true, value: 16_000 });
  expect(read("temperature", { value: " 0.4" })).toEqual({ ok: true, value: 0.4 });
  expect(read("compact_context", { value: "false" })).toEqual({ ok: true, value: false });
  expect(read("claude_code_disallowed_tools", { value: "Bash\r\n\r\n Edit \n" })).toEqual({
    ok: true,
    value: ["Bash", "Edit"],
  });
  expect(read("house_style", { value: '{"tone": "dry"}' })).toEqual({ ok: true, value: { tone: "dry" } });
  expect(read("summarization_job", { "part.trigger_tokens": "8000", "part.model": "" })).toEqual({
    ok: true,
    value: { trigger_tokens: 8_000 },
  });
});

test.each([
  ["history_tokens", { value: "" }, "value"],
  ["history_tokens", { value: "many" }, "value"],
  ["temperature", { value: "0,4" }, "value"],
  ["house_style", { value: "dry" }, "value"],
  ["house_style", { value: "null" }, "value"],
  ["summarization_job", { "part.trigger_tokens": "5" }, "part.trigger_tokens"],
])("%s refuses %o and names the field", (key, form, field) => {
  expect(read(key, form as unknown as Record<string, string>)).toMatchObject({ ok: false, field });
});

test("a value reads as people say it", () => {
  const print = (key: string, value: unknown) => printSetting(describeSetting(key).type, value);
  expect(print("history_tokens", 12_000)).toBe("12,000 tokens");
  expect(print("history_scope", "inline")).toBe("Messages");
  expect(print("compact_context", false)).toBe("Off");
  expect(print("claude_code_disallowed_tools", [])).toBe("none");
  expect(print("summarization_job", { trigger_tokens: 8_000, model: "small-1" })).toBe(
    "Begins at 8,000 tokens · Model small-1",
  );
  expect(print("house_style", { tone: "dry" })).toBe('{"tone":"dry"}');
});
