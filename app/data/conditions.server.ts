/** Builds a WHERE whose values never stand in its text. */
export function conditions() {
  const values: unknown[] = [];
  const parts: string[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  return {
    values,
    place,
    add: (part: string) => void parts.push(part),
    /** One of these values, and none of those; an empty list says nothing. */
    choose(column: string, is: readonly string[], not: readonly string[] = []) {
      if (is.length > 0) parts.push(`${column} = any(${place(is)}::text[])`);
      if (not.length > 0) parts.push(`${column} <> all(${place(not)}::text[])`);
    },
    /** Holds every word, in any letter case, and none of the negated ones. */
    words(column: string, words: readonly { text: string; negated: boolean }[]) {
      for (const { text, negated } of words) {
        const like = place(`%${text.replace(/[\\%_]/g, "\\$&")}%`);
        parts.push(`${column} ${negated ? "not " : ""}ilike ${like}`);
      }
    },
    toString: () => (parts.length > 0 ? `where ${parts.join(" and ")}` : ""),
  };
}
