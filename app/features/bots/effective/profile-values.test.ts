import { expect, test } from "vitest";
import { NEW_BOT } from "~/data/runtime/bot-profile";
import { profileValues } from "./profile-values";

const none = new Set<string>();

test("what is as for every new bot is a default, and what was set is the bot's", () => {
  const values = profileValues({ ...NEW_BOT, default_model: "gpt-5-mini" }, none);
  const sources = Object.fromEntries(values.map(({ key, source }) => [key, source]));
  expect(sources).toMatchObject({ default_model: "bot", default_provider: "default", allowed_tools: "default" });
});

test("a password in the backend's configuration is named and not shown; a session key is shown", () => {
  const config = { session_key: "agent:nova:main", api_key: "sk-123" };
  const values = profileValues({ ...NEW_BOT, agent_backend_config: config }, none);
  expect(values.find(({ key }) => key === "api_key")).toMatchObject({ value: null, isSecret: true, isSet: true });
  expect(values.find(({ key }) => key === "session_key")).toMatchObject({ value: "agent:nova:main", isSecret: false });
});

test("what a setting reads from the configuration is not told twice", () => {
  const values = profileValues({ ...NEW_BOT, agent_backend_config: { session_key: "k" } }, new Set(["session_key"]));
  expect(values.map(({ key }) => key)).not.toContain("session_key");
});
