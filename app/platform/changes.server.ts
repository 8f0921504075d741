import { queryIn, type AnyTransaction } from "~/data/any-transaction.server";
import { listen } from "~/data/postgres.server";

/** Postgres folds the calls of one transaction into one notification, and sends it at the commit. */
const CHANNEL = "wheelhouse_changes";

/** Wakes open pages in every process: something that the frame shows has changed. */
export async function tellChanges(tx: AnyTransaction): Promise<void> {
  await queryIn(tx, "select pg_notify($1, '')::text", [CHANNEL]);
}

export function onChanges(listener: () => void): () => void {
  return listen(CHANNEL, listener);
}
