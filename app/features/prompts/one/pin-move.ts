import type { PromptHead } from "~/data/runtime/prompt-store.server";

/** A move of the pin that is looked at before it is made: to a version, or away, so that the newest is active. */
export type PinMovePlan = { kind: "pin" | "unpin"; to: number };

/** What `?move=` asks for: a version, or "newest". What would change nothing is no move. */
export function readMove(
  text: string | null,
  head: Pick<PromptHead, "active_version" | "newest_version" | "pinned_version" | "is_protected">,
): PinMovePlan | null {
  if (text === "newest")
    return head.pinned_version !== null && !head.is_protected ? { kind: "unpin", to: head.newest_version } : null;
  const to = Number(text);
  if (text === null || !Number.isSafeInteger(to) || to < 1 || to > head.newest_version) return null;
  return head.pinned_version === to ? null : { kind: "pin", to };
}

/** The version that was active before this one: where a roll back leads. */
export function rollBackTarget(
  head: Pick<PromptHead, "active_version" | "newest_version" | "pinned_version">,
  moves: readonly { from_version: number | null; to_version: number | null }[],
): number | null {
  const last = moves.find(({ to_version: to, from_version: from }) => to === head.active_version && from !== to);
  const before = last?.from_version ?? head.active_version - 1;
  return before >= 1 && before !== head.active_version ? before : null;
}
