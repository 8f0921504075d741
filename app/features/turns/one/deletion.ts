import type { DeletedCounts } from "~/data/runtime/turn-delete.server";

export type DeletionTarget = { by: "id" | "session" | "user"; value: string };

/** What a deletion answers with: enough to show later that it was done. */
export type Receipt = DeletionTarget & { deleted: DeletedCounts; at: string; who: string; request_id: string };

/** Counting stops here; deleting does not. */
export const MOST_COUNTED = 10_000;

/** The first that is named; an address that names nothing means nothing. */
export function readTarget(params: URLSearchParams): DeletionTarget | null {
  for (const by of ["id", "session", "user"] as const) {
    const value = params.get(by);
    if (value) return { by, value };
  }
  return null;
}

const KINDS: [keyof DeletedCounts, string][] = [
  ["turns", "turns"],
  ["payloads", "texts of turns"],
  ["tool_calls", "tool calls"],
  ["tool_results", "parts of long results"],
  ["llm_calls", "model calls"],
  ["notes", "notes"],
  ["bookmarks", "bookmarks"],
  ["sessions", "sessions"],
  ["events", "archived events"],
];

export function receiptLines(receipt: Receipt): { name: string; count: number }[] {
  return KINDS.map(([key, name]) => ({ name, count: receipt.deleted[key] }));
}

export function targetWords({ by, value }: DeletionTarget): string {
  return by === "id"
    ? `turn ${value}`
    : by === "session"
      ? `all turns of session ${value}`
      : `all turns of user ${value}`;
}

export function receiptText(receipt: Receipt): string {
  const lines = receiptLines(receipt).map(({ name, count }) => `${name}: ${count}`);
  const head = [
    `Deleted: ${targetWords(receipt)}`,
    `At: ${receipt.at}`,
    `By: ${receipt.who}`,
    `Request: ${receipt.request_id}`,
  ];
  return [...head, ...lines].join("\n");
}
