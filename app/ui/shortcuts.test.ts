import { expect, test } from "vitest";
import { strokeOf } from "./shortcuts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test("a key press is named the way shortcuts are written", () => {
  expect(strokeOf({ ...plain, key: "j" })).toBe("j");
  expect(strokeOf({ ...plain, key: "X", shiftKey: true })).toBe("shift+x");
  expect(strokeOf({ ...plain, key: "?", shiftKey: true })).toBe("?");
  expect(strokeOf({ ...plain, key: "k", metaKey: true })).toBe("mod+k");
  expect(strokeOf({ ...plain, key: "Escape" })).toBe("escape");
  expect(strokeOf({ ...plain, key: " ", ctrlKey: true })).toBe("mod+space");
});
