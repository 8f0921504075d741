import type { Sql } from "~/data/postgres.server";

export type TurnPrompt = { key: string; scope: string; version: number };

/** Notes which versions told turns what to do, so that a version finds its turns. */
export async function insertTurnPrompts(
  sql: Sql,
  turns: readonly { id: string; created_at: string; prompts: readonly TurnPrompt[] }[],
): Promise<void> {
  if (turns.length === 0) return;
  await sql.query(
    `insert into runtime.turn_prompts (turn_created_at, turn_id, key, scope, version)
     select t.created_at, t.id, p.key, p.scope, p.version
       from json_to_recordset($1::json) as t(id text, created_at timestamptz, prompts json)
      cross join json_to_recordset(t.prompts) as p(key text, scope text, version integer)
     on conflict do nothing`,
    [JSON.stringify(turns)],
  );
}
