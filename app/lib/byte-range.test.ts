import { expect, test } from "vitest";
import { parseByteRange } from "./byte-range";

test("a range is what RFC 9110 says", () => {
  expect(parseByteRange("bytes=0-4", 10)).toEqual({ from: 0, to: 4 });
  expect(parseByteRange("bytes=4-", 10)).toEqual({ from: 4, to: 9 });
  expect(parseByteRange("bytes=-3", 10)).toEqual({ from: 7, to: 9 });
  expect(parseByteRange("bytes=-30", 10)).toEqual({ from: 0, to: 9 });
  expect(parseByteRange("bytes=5-500", 10)).toEqual({ from: 5, to: 9 });
});

test("what is past the end is outside, what is not understood is the whole", () => {
  for (const header of ["bytes=10-", "bytes=-0", "bytes=99-100"]) expect(parseByteRange(header, 10)).toBe("outside");
  expect(parseByteRange("bytes=0-", 0)).toBe("outside");
  for (const header of [null, "", "lines=1-2", "bytes=1-2,4-5", "bytes=5-4", "bytes=-", "bytes=a-b"])
    expect(parseByteRange(header, 10)).toBeNull();
});
