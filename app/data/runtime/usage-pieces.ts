const QUARTER = 900_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Unit = "day" | "hour" | "quarter" | "rows";
/** From a time (with it) to a time (without it), in milliseconds. */
export type Piece = { from: number; to: number };
export type Pieces = Record<Unit, Piece[]>;

const up = (at: number, unit: number) => Math.ceil(at / unit) * unit;
const down = (at: number, unit: number) => Math.floor(at / unit) * unit;

/** Whole `unit`s inside a piece, and what is left at both ends. */
function cut({ from, to }: Piece, unit: number): { inner: Piece[]; outer: Piece[] } {
  const [start, end] = [up(from, unit), down(to, unit)];
  if (start >= end) return { inner: [], outer: to > from ? [{ from, to }] : [] };
  const outer = [
    { from, to: start },
    { from: end, to },
  ].filter((piece) => piece.to > piece.from);
  return { inner: [{ from: start, to: end }], outer };
}

/**
 * What to read for a range that is cut at `bounds`: the longest units that fit between two of them. Within a quarter only the
 * rows tell; where there are none any more, before `rowsFrom`, the whole quarter is taken.
 */
export function piecesOf(
  { from, to }: Piece,
  bounds: readonly number[],
  { hasHours, rowsFrom }: { hasHours: boolean; rowsFrom: number },
): Pieces {
  const pieces: Pieces = { day: [], hour: [], quarter: [], rows: [] };
  const put = (unit: Unit, piece: Piece) => {
    const last = pieces[unit].at(-1);
    if (last?.to === piece.from) last.to = piece.to;
    else pieces[unit].push({ ...piece });
  };
  for (let i = 0; i + 1 < bounds.length; i++) {
    const part = { from: Math.max(from, bounds[i]!), to: Math.min(to, bounds[i + 1]!) };
    if (part.from < rowsFrom) part.from = down(part.from, QUARTER);
    if (part.to < rowsFrom) part.to = up(part.to, QUARTER);
    const quarters = cut(part, QUARTER);
    const days = quarters.inner.flatMap((piece) => {
      const { inner, outer } = cut(piece, DAY);
      return [
        ...inner.map((each) => ({ unit: "day" as const, ...each })),
        ...outer.flatMap((rest) => {
          const hours = hasHours ? cut(rest, HOUR) : { inner: [], outer: [rest] };
          return [
            ...hours.inner.map((each) => ({ unit: "hour" as const, ...each })),
            ...hours.outer.map((each) => ({ unit: "quarter" as const, ...each })),
          ];
        }),
      ];
    });
    const all = [...days, ...quarters.outer.map((each) => ({ unit: "rows" as const, ...each }))];
    for (const { unit, ...piece } of all.toSorted((a, b) => a.from - b.from)) put(unit, piece);
  }
  return pieces;
}
