import { queryIn, type AnyTransaction } from "~/data/any-transaction.server";
import { transaction } from "~/data/postgres.server";
import { uuid } from "~/lib/uuid.server";
import type { AlertSeverity } from "./alert";
import { tellChanges } from "./changes.server";
import { emitWebhook } from "./webhooks.server";

export type AlertInput = {
  /** Names the cause, as in "disk:full". While an alert of this key is open, no second one opens. */
  key: string;
  severity: AlertSeverity;
  title: string;
  detail?: string;
  /** The page that shows the cause. */
  href?: string;
};

function inTransaction<T>(tx: AnyTransaction | undefined, work: (tx: AnyTransaction) => Promise<T>): Promise<T> {
  return tx ? work(tx) : transaction(work);
}

/** Opens an alert, or says of the open one that its cause still holds. Only opening wakes pages and webhooks. */
export async function openAlert(input: AlertInput, tx?: AnyTransaction): Promise<{ id: string; isNew: boolean }> {
  return inTransaction(tx, async (tx) => {
    const detail = input.detail ?? "";
    const [row] = await queryIn<{ id: string; is_new: boolean; opened_at: Date }>(
      tx,
      `insert into console.alerts as a (id, key, severity, title, detail, href) values ($1::uuid, $2, $3, $4, $5, $6)
       on conflict (key) where resolved_at is null do update
       set times = a.times + 1, last_seen_at = now(), severity = excluded.severity, title = excluded.title,
         detail = excluded.detail, href = excluded.href
       returning id::text, opened_at, id = $1::uuid as is_new`,
      [uuid(), input.key, input.severity, input.title, detail, input.href ?? null],
    );
    const { id, is_new: isNew, opened_at: openedAt } = row!;
    if (isNew) {
      await emitWebhook(tx, "alert.opened", {
        alert: { id, key: input.key, severity: input.severity, title: input.title, detail, opened_at: openedAt },
      });
      await tellChanges(tx);
    }
    return { id, isNew };
  });
}

/** Resolves the open alert of a key. False when there is none. */
export async function resolveAlert(key: string, tx?: AnyTransaction): Promise<boolean> {
  return inTransaction(tx, async (tx) => {
    const [row] = await queryIn<{ id: string; severity: string; title: string; opened_at: Date; resolved_at: Date }>(
      tx,
      `update console.alerts set resolved_at = now() where key = $1 and resolved_at is null
       returning id::text, severity, title, opened_at, resolved_at`,
      [key],
    );
    if (!row) return false;
    await emitWebhook(tx, "alert.resolved", { alert: { ...row, key } });
    await tellChanges(tx);
    return true;
  });
}

/** The keys that are open and begin like this, so that a check can resolve what it no longer finds. */
export async function openAlertKeys(prefix: string, tx?: AnyTransaction): Promise<string[]> {
  return inTransaction(tx, async (tx) => {
    const rows = await queryIn<{ key: string }>(
      tx,
      "select key from console.alerts where resolved_at is null and starts_with(key, $1)",
      [prefix],
    );
    return rows.map((row) => row.key);
  });
}
