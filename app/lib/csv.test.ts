import { expect, test } from "vitest";
import { toCsv } from "./csv";

test("commas, quotes and line breaks are quoted", () => {
  expect(toCsv([["a,b", 'say "x"', "two\nlines", 1.5, null]])).toBe('"a,b","say ""x""","two\nlines",1.5,\r\n');
});

test("a name that a spreadsheet would run as a formula is text", () => {
  expect(toCsv([["=1+1", "+1", "-1", "@x", -1]])).toBe("'=1+1,'+1,'-1,'@x,-1\r\n");
});
