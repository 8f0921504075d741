import { sleep } from "../process/processes.mjs";

/** The key does not work, or works no more: nothing is left to do. */
export class KeyRefused extends Error {}

/** The console does not want this call, and would not want it later either. */
export class CallRefused extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const longestPauseMs = 15_000;

/**
 * Speaks to the console as an agent runtime does: what cannot be taken now is sent again, and 429 is waited out.
 * @param {{ url: string, key: string, signal: AbortSignal }} options
 */
export function runtimeClient({ url, key, signal }) {
  const counts = { calls: 0, again: 0 };

  /** @param {Response} response @param {number} tries */
  function pauseMs(response, tries) {
    const seconds = Number(response.headers.get("retry-after"));
    return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : Math.min(longestPauseMs, 250 * 2 ** tries);
  }

  /**
   * @param {"POST" | "PATCH" | "PUT"} method @param {string} path @param {unknown} body
   * @returns {Promise<any>} what was answered
   */
  async function send(method, path, body) {
    for (let tries = 0; ; tries++) {
      signal.throwIfAborted();
      counts.calls += 1;
      const request = {
        method,
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        body: JSON.stringify(body),
        signal,
      };
      const response = await fetch(`${url}${path}`, request).catch((error) => {
        signal.throwIfAborted();
        if (error instanceof Error) return null;
        throw error;
      });
      if (response?.ok) return response.json();
      // Away, starting, or under pressure: nothing was taken, so the same is sent once more.
      if (!response || response.status === 429 || response.status >= 500) {
        counts.again += 1;
        await response?.arrayBuffer();
        await sleepUnless(signal, response ? pauseMs(response, tries) : Math.min(longestPauseMs, 250 * 2 ** tries));
        continue;
      }
      const answer = await response.json().catch(() => null);
      const message = answer?.error?.message ?? `${method} ${path} was answered ${response.status}`;
      if (response.status === 401 || response.status === 403) throw new KeyRefused(message);
      throw new CallRefused(response.status, message);
    }
  }

  return { send, counts };
}

/** @param {AbortSignal} signal @param {number} ms */
export async function sleepUnless(signal, ms) {
  await Promise.race([sleep(ms), new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }))]);
  signal.throwIfAborted();
}

/** @typedef {ReturnType<typeof runtimeClient>} RuntimeClient */
