/** Requests per second that a key may send, and how many at once after a pause. */
const KEY_RATE = 500;
const KEY_BURST = 1_000;

type Bucket = { tokens: number; at: number };

/**
 * A token bucket per key. In memory: each copy of the console allows the rate on its own, because a write to the
 * database per call would cost more than what it protects.
 */
export function createBuckets(rate: number, burst: number, now: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>();
  /** Takes one token; returns 0, or the seconds to wait. */
  return function take(key: string): number {
    const at = now();
    const bucket = buckets.get(key) ?? { tokens: burst, at };
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * rate);
    bucket.at = at;
    buckets.set(key, bucket);
    // A full bucket is what a new one would be, so forgetting it changes nothing.
    if (buckets.size > 10_000)
      for (const [name, each] of buckets)
        if (each.tokens + ((at - each.at) / 1000) * rate >= burst) buckets.delete(name);
    if (bucket.tokens < 1) return (1 - bucket.tokens) / rate;
    bucket.tokens -= 1;
    return 0;
  };
}

export const takeKeyToken = createBuckets(KEY_RATE, KEY_BURST);
