import { queryIn, type AnyTransaction } from "~/data/any-transaction.server";
import { listen } from "~/data/postgres.server";
import { emitWebhook } from "~/platform/webhooks.server";

const CHANNEL = "wheelhouse_prompts";

export type PromptChangeKind =
  "saved" | "pinned" | "unpinned" | "rolled_back" | "protected" | "unprotected" | "reset" | "seeded";

/** What a webhook and open pages are told. After a reset `version` and `active_version` are those of what holds now. */
export type PromptChange = {
  key: string;
  scope: string;
  version: number;
  active_version: number;
  pinned: boolean;
  kind: PromptChangeKind;
  changed_by: string;
  at: string;
};

/** What open pages are told besides: somebody asks for a move, or decided about one, or a title is another. */
export type PromptNotice = Pick<PromptChange, "key" | "scope" | "changed_by" | "at"> & {
  kind: PromptChangeKind | "requested" | "decided" | "described";
  version?: number;
  active_version?: number;
};

/** Inside the transaction that makes the change: it is told when that is committed, or never. */
export async function tellPromptChange(tx: AnyTransaction, change: Omit<PromptChange, "at">): Promise<void> {
  const told: PromptChange = { ...change, at: new Date().toISOString() };
  await emitWebhook(tx, "prompt.changed", told);
  await noticePrompt(tx, told);
}

export async function noticePrompt(
  tx: AnyTransaction,
  notice: Omit<PromptNotice, "at"> & { at?: string },
): Promise<void> {
  await queryIn(tx, "select pg_notify($1, $2)::text", [
    CHANNEL,
    JSON.stringify({ ...notice, at: notice.at ?? new Date().toISOString() }),
  ]);
}

/** `null`: the connection was away, and anything may have changed. */
export function onPromptNotice(listener: (notice: PromptNotice | null) => void): () => void {
  return listen(CHANNEL, (payload) => listener(payload === "" ? null : (JSON.parse(payload) as PromptNotice)));
}
