export type Random = {
  /** From 0 up to 1. */
  next: () => number;
  below: (limit: number) => number;
  pick: <T>(list: readonly T[]) => T;
  /** Each with even odds. */
  some: <T>(list: readonly T[]) => T[];
  maybe: <T>(make: () => T) => T | undefined;
};

/** Park and Miller's generator: the same cases on every run. */
export function seeded(seed: number): Random {
  let state = seed * 7919 + 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)]!,
    some: (list) => list.filter(() => next() < 0.5),
    maybe: (make) => (next() < 0.5 ? make() : undefined),
  };
}
