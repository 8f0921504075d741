import type { ChangePosition } from "~/data/runtime/turn-changes.server";

/** How far back a client that was away may ask. */
export const REACH_MS = 10 * 60_000;

/** The id of a streamed event: its place in the change log, and when it was sent. */
export function formatPosition({ tx, seq }: ChangePosition, now: number): string {
  return `${tx}.${seq}.${now}`;
}

/** Where a client goes on, or null when it was away for too long, or the id is none of ours. */
export function parsePosition(id: string, now: number): ChangePosition | null {
  const [, tx, seq, sent] = /^(\d{1,19})\.(\d{1,18})\.(\d{13})$/.exec(id) ?? [];
  if (tx === undefined || seq === undefined || now - Number(sent) > REACH_MS || Number(sent) - now > REACH_MS)
    return null;
  return { tx, seq };
}
