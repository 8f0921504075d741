import { expect, test } from "vitest";
import { parsePreferences, serializePreferences, type Preferences } from "./preferences";

const chosen: Preferences = { theme: "ink", density: "compact", menuFolded: true, timeZone: "Europe/Oslo" };

test("preferences survive the way through a cookie, among other cookies", () => {
  const cookie = serializePreferences(chosen).split(";")[0];
  expect(parsePreferences(`wh=abc; ${cookie}; other=1`)).toEqual(chosen);
});

test("a cookie that is missing, old or broken gives the defaults", () => {
  const defaults = { theme: "system", density: "normal", menuFolded: false, timeZone: null };
  for (const cookie of [null, "", "wh_look=%E0%A4%A", "wh_look=theme%3Dneon%26zone%3DMars%2FBase"])
    expect(parsePreferences(cookie)).toEqual(defaults);
});
