export type SortKeys<Row> = Record<string, (row: Row) => string | number | Date | null>;

const words = new Intl.Collator("en", { sensitivity: "base", numeric: true });

/** Sorts a list that is small enough to be here as a whole: "name", "-created". What is missing comes last, either way. */
export function sortRows<Row>(rows: readonly Row[], text: string | null, keys: SortKeys<Row>, fallback: string): Row[] {
  const wanted = [text, fallback].find((each) => each && Object.hasOwn(keys, each.replace(/^-/, ""))) ?? fallback;
  const key = keys[wanted.replace(/^-/, "")];
  if (!key) return [...rows];
  const sign = wanted.startsWith("-") ? -1 : 1;
  return rows.toSorted((one, other) => {
    const a = key(one);
    const b = key(other);
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === "string" && typeof b === "string") return sign * words.compare(a, b);
    return sign * (Number(a) - Number(b));
  });
}
