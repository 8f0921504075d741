/**
 * @typedef {object} Model
 * @property {string} provider
 * @property {{ input: number, output: number, cacheRead: number, cacheWrite: number } | null} price billionths of a dollar for one token; null where nobody sends a bill
 * @property {number} firstMs usual time to the first token
 * @property {number} speed characters a second
 * @property {boolean} [thinks] whether it tells its reasoning
 */

/** @type {Record<string, Model>} */
export const MODELS = {
  "claude-opus-4-5": {
    provider: "anthropic",
    price: { input: 5000, output: 25000, cacheRead: 500, cacheWrite: 6250 },
    firstMs: 1500,
    speed: 190,
    thinks: true,
  },
  "claude-sonnet-4-5": {
    provider: "anthropic",
    price: { input: 3000, output: 15000, cacheRead: 300, cacheWrite: 3750 },
    firstMs: 1000,
    speed: 240,
    thinks: true,
  },
  "claude-haiku-4-5": {
    provider: "anthropic",
    price: { input: 1000, output: 5000, cacheRead: 100, cacheWrite: 1250 },
    firstMs: 420,
    speed: 480,
  },
  "gpt-5-codex": {
    provider: "openai",
    price: { input: 1250, output: 10000, cacheRead: 125, cacheWrite: 0 },
    firstMs: 1900,
    speed: 260,
    thinks: true,
  },
  "gpt-5-mini": {
    provider: "openai",
    price: { input: 250, output: 2000, cacheRead: 25, cacheWrite: 0 },
    firstMs: 650,
    speed: 390,
  },
  "gemini-2.5-pro": {
    provider: "google",
    price: { input: 1250, output: 10000, cacheRead: 310, cacheWrite: 0 },
    firstMs: 2300,
    speed: 330,
    thinks: true,
  },
  "llama-3.3-70b": { provider: "ollama", price: null, firstMs: 3100, speed: 70 },
};

/** @typedef {{ input: number, output: number, cache_read: number, cache_write: number, reasoning: number }} Usage */

/** @returns {Usage} */
export function noUsage() {
  return { input: 0, output: 0, cache_read: 0, cache_write: 0, reasoning: 0 };
}

/** @param {Usage} a @param {Usage} b @returns {Usage} */
export function addUsage(a, b) {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cache_read: a.cache_read + b.cache_read,
    cache_write: a.cache_write + b.cache_write,
    reasoning: a.reasoning + b.reasoning,
  };
}

/** What a call costs, in billionths of a dollar; null where there is no price. @param {string} model @param {Usage} usage */
export function nanoDollars(model, usage) {
  const price = MODELS[model]?.price;
  if (!price) return null;
  return (
    usage.input * price.input +
    (usage.output + usage.reasoning) * price.output +
    usage.cache_read * price.cacheRead +
    usage.cache_write * price.cacheWrite
  );
}

/** @param {number | null} nano @returns {string | null} */
export function dollars(nano) {
  if (nano === null) return null;
  return `${Math.floor(nano / 1e9)}.${String(nano % 1e9).padStart(9, "0")}`;
}
