import { expect, test } from "vitest";
import { avatarImage, avatarSign } from "./bot-face";

test("an emoji stands in the mark as it is, and without one the first letter of the name", () => {
  expect(avatarSign("🌊", "Nova")).toBe("🌊");
  expect(avatarSign("👩‍🚀", "Nova")).toBe("👩‍🚀");
  expect(avatarSign(undefined, "nova")).toBe("N");
  expect(avatarSign("vrm:7f", "nova")).toBe("N");
  expect(avatarSign("/uploads/nova.png", "nova")).toBe("N");
});

test("only pictures of this house are shown", () => {
  expect(avatarImage("/uploads/nova.png")).toBe("/uploads/nova.png");
  for (const foreign of ["https://example.com/a.png", "//example.com/a.png", "vrm:7f", "🌊", undefined])
    expect(avatarImage(foreign)).toBeNull();
});
