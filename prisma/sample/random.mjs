/** @param {string} text */
function hash(text) {
  let value = 2166136261;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 16777619);
  return value >>> 0;
}

/** Chance that comes out the same for the same seed, on every machine. @param {string} seed */
export function seeded(seed) {
  let state = hash(seed);

  /** From 0 up to, not including, 1. */
  function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  }

  /** Both ends included. @param {number} from @param {number} to */
  function whole(from, to) {
    return from + Math.floor(next() * (to - from + 1));
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  function pick(list) {
    return /** @type {T} */ (list[Math.floor(next() * list.length)]);
  }

  return {
    next,
    whole,
    pick,
    /** @param {number} likelihood */
    chance: (likelihood) => next() < likelihood,
    /** @template T @param {readonly (readonly [T, number])[]} choices each with its weight @returns {T} */
    weighted(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of choices) if ((left -= weight) < 0) return value;
      return /** @type {readonly [T, number]} */ (choices.at(-1))[0];
    },
    /** Around a usual value, with a long tail: most are near it, some take several times as long. @param {number} usual */
    around(usual) {
      const normal = (next() + next() + next() + next() - 2) / Math.sqrt(1 / 3);
      return Math.max(1, Math.round(usual * Math.exp(normal * 0.45)));
    },
  };
}

/** @typedef {ReturnType<typeof seeded>} Random */
