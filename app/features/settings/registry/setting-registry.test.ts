import { expect, test } from "vitest";
import { SETTING_GROUPS } from "./setting-definition";
import { describeSetting, isSecretSetting, SETTINGS } from "./setting-registry";
import { checkSetting } from "./setting-type";

test("every setting has a key of its own, a group of the page and a default that it would accept", () => {
  expect(new Set(SETTINGS.map(({ key }) => key)).size).toBe(SETTINGS.length);
  expect(SETTINGS.filter(({ group }) => !SETTING_GROUPS.includes(group))).toEqual([]);
  expect(SETTINGS.filter(({ help }) => !help.endsWith("."))).toEqual([]);
  expect(SETTINGS.filter((setting) => setting.default === null && !setting.unset)).toEqual([]);
  for (const { type, default: shipped } of SETTINGS)
    if (shipped !== null) expect(checkSetting(type, shipped)).toEqual({ ok: true, value: shipped });
});

test.each([
  ["provider_connection:openai", true],
  ["weather_api_key", true],
  ["telegram.token", true],
  ["history_tokens", false],
  ["max_output_tokens", false],
  ["session_key", false],
  ["anything", false],
])("%s is a secret: %s", (key, expected) => {
  expect(isSecretSetting(key)).toBe(expected);
});

test("a value outside of its bounds is refused in words that name them", () => {
  const check = (key: string, value: unknown) => checkSetting(describeSetting(key).type, value);
  expect(check("history_tokens", 1.5)).toMatchObject({ ok: false, problem: "must be a whole number" });
  expect(check("temperature", 3)).toMatchObject({ ok: false, problem: "must be between 0 and 2" });
  expect(check("history_scope", "all")).toMatchObject({ ok: false, problem: expect.stringContaining("summaries") });
  expect(check("compact_context", "yes")).toMatchObject({ ok: false });
  expect(check("claude_code_disallowed_tools", ["Bash", " Bash ", "Edit"])).toEqual({
    ok: true,
    value: ["Bash", "Edit"],
  });
  expect(check("summarization_job", { trigger_tokens: 1 })).toMatchObject({ ok: false, field: "trigger_tokens" });
  expect(check("summarization_job", { surprise: 1 })).toMatchObject({ ok: false, field: "surprise" });
  expect(check("summarization_job", { trigger_tokens: 8_000 })).toEqual({ ok: true, value: { trigger_tokens: 8_000 } });
  expect(check("something_else", null)).toMatchObject({ ok: false });
});
