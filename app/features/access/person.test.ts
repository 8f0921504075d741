import { expect, test } from "vitest";
import { Email, Line, NewPassword } from "./person";

test("an address is the same however it is typed", () => {
  expect(Email.parse("  Ada@Example.ORG ")).toBe("ada@example.org");
  expect(Email.safeParse("ada").success).toBe(false);
});

test("a name is one line without control characters", () => {
  expect(Line("The name").parse(" Ada ")).toBe("Ada");
  for (const bad of ["", "  ", "a\0b", "a\nb", "x".repeat(101)])
    expect(Line("The name").safeParse(bad).success).toBe(false);
});

test("a short or monotonous password is refused, a long sentence is not", () => {
  expect(NewPassword.safeParse("aaaaaaaaaaaa").success).toBe(false);
  expect(NewPassword.safeParse("short").success).toBe(false);
  expect(NewPassword.parse("the brass wheel turns")).toBe("the brass wheel turns");
});
