import { queryIn, type AnyTransaction } from "~/data/any-transaction.server";

/** Keys that may act for a bot by its name, and saved views that filter by it. */
export async function countBotBindings(
  tx: AnyTransaction,
  names: readonly string[],
): Promise<{ keys: number; savedViews: number }> {
  const [row] = await queryIn<{ keys: number; savedViews: number }>(
    tx,
    `select (select count(*)::int from console.api_keys where bots && $1::text[] and revoked_at is null) as keys,
            (select count(*)::int from console.saved_views
              where exists (select from unnest($1::text[]) as name where position('&bot=' || name || '&' in '&' || search || '&') > 0)) as "savedViews"`,
    [names],
  );
  return row!;
}

/** Who may act for the one may act for the other too. */
export async function addBotToKeys(tx: AnyTransaction, from: string, to: string): Promise<void> {
  await queryIn(tx, "update console.api_keys set bots = bots || $2::text where $1 = any(bots) and not $2 = any(bots)", [
    from,
    to,
  ]);
}

/** A key keeps what else it may act for; with nothing left it ends. */
export async function removeBotsFromKeys(tx: AnyTransaction, names: readonly string[]): Promise<number> {
  const rows = await queryIn(
    tx,
    `update console.api_keys k set bots = array(select each from unnest(k.bots) as each where each <> all($1::text[])),
            revoked_at = case when k.bots <@ $1::text[] then coalesce(k.revoked_at, now()) else k.revoked_at end
      where bots && $1::text[] returning id`,
    [names],
  );
  return rows.length;
}
