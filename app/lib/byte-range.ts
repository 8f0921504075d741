export type ByteRange = { from: number; to: number };

/**
 * One range of a Range header, with its last byte; null for the whole. "outside" when nothing of it is there. Several
 * ranges, other units and what is not understood mean the whole, as RFC 9110 allows.
 */
export function parseByteRange(header: string | null, size: number): ByteRange | "outside" | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replaceAll(" ", "") ?? "") ?? [];
  if (first === "" && last === "") return null;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "outside" : { from: size - length, to: size - 1 };
  }
  const from = Number(first);
  if (last !== "" && Number(last) < from) return null;
  if (from >= size) return "outside";
  return { from, to: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}
