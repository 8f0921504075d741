/** @typedef {"ok" | "retried" | "overloaded" | "refused" | "too long" | "broken tool" | "filtered" | "timeout" | "aborted" | "crashed"} Fate */

/** @type {readonly (readonly [Fate, number])[]} */
const FATES = [
  ["ok", 86],
  ["retried", 5.5],
  ["broken tool", 2],
  ["overloaded", 1.4],
  ["aborted", 1.8],
  ["crashed", 1.2],
  ["timeout", 1],
  ["too long", 0.5],
  ["filtered", 0.4],
  ["refused", 0.3],
];

/** What providers and tools say when it goes wrong. */
export const ERRORS = {
  overloaded: "529 overloaded_error: Overloaded",
  rate: "429 rate_limit_exceeded: Rate limit reached for requests per minute. Please try again in 1.2 s.",
  refused: "401 authentication_error: invalid x-api-key",
  "too long": "400 invalid_request_error: prompt is too long: {context} tokens > 200000 maximum",
  tool: "the tool ended without a result",
  timeout: "The model did not answer within 60 s",
  filtered: "The answer was stopped by the provider's content filter",
};

/** @param {import("./random.mjs").Random} random @param {boolean} hasTools @returns {Fate} */
export function chooseFate(random, hasTools) {
  const fate = random.weighted(FATES);
  return fate === "broken tool" && !hasTools ? "ok" : fate;
}
