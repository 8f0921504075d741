import { expect, test } from "vitest";
import { BOT_COLORS, botColor } from "./bot-colors";

test("a bot without a colour has the same one everywhere, made of its slug", () => {
  expect(botColor("nova")).toBe(botColor("nova", null));
  expect(botColor("nova")).toMatch(/^var\(--bot-[1-8]\)$/);
});

test("every colour by name is one of the palette's, and no two are the same", () => {
  const all = Object.keys(BOT_COLORS).map((name) => botColor("nova", name));
  expect(new Set(all).size).toBe(8);
  expect(all.every((each) => /^var\(--bot-[1-8]\)$/.test(each))).toBe(true);
});

test("a foreign colour keeps its hue, and what is no colour never reaches a style", () => {
  expect(botColor("nova", "#ff8800")).toContain("from #ff8800 0.5");
  for (const bad of ["url(x)", "red;}", "toString", "#12", "rgb(1,2,3)"])
    expect(botColor("nova", bad)).toBe(botColor("nova"));
});
