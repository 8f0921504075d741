import { AppError } from "~/lib/errors";

/** As many as the ingest pool has connections, and a short queue: what waits longer is told to come back. */
const AT_ONCE = 8;
export const MAX_WAITING = 128;

export function tooMuch(): AppError {
  return new AppError("rate_limited", "More comes in than can be stored; send this again in a moment.", {
    retry_after_s: 1,
  });
}

/** A statement that took too long, a deadlock, no connection in time: nothing was written, and later it may be. */
export function isPressure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  return code === "57014" || code === "40P01" || error.message.includes("timeout exceeded when trying to connect");
}

let running = 0;
const waiting: (() => void)[] = [];

/** Runs `work` when there is room. Under pressure it refuses before anything is read or written, so nothing is lost. */
export async function throughIngestGate<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw tooMuch();
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } catch (error) {
    throw isPressure(error) ? tooMuch() : error;
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
