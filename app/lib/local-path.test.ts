import { expect, test } from "vitest";
import { localPath } from "./local-path";

test("pages of ours are kept, with their query", () => {
  expect(localPath("/access?tab=keys#a")).toBe("/access?tab=keys#a");
  expect(localPath("/")).toBe("/");
});

test("nothing leads elsewhere", () => {
  for (const to of ["//e.test", "/\\e.test", "https://e.test", "/..//e.test", "/\t/e.test", "javascript:x", "", null])
    expect(localPath(to)).toBe("/");
});
