import type { Sql } from "~/data/postgres.server";

/** How much names a bot. Turns and events are counted up to now, to the hour that was folded last. */
export type BotReferences = {
  settings: number;
  prompts: number;
  promptVersions: number;
  pinRequests: number;
  pauses: number;
  maskingRules: number;
  turns: number;
  sessions: number;
};

export async function countBotReferences(sql: Sql, names: readonly string[]): Promise<BotReferences> {
  const inScope = "scope_type = 'bot' and scope_id = any($1)";
  const { rows } = await sql.query<BotReferences>(
    `select (select count(*)::int from runtime.runtime_settings where ${inScope}) as settings,
            (select count(*)::int from runtime.prompt_templates where ${inScope}) as prompts,
            (select count(*)::int from runtime.prompt_template_versions where ${inScope}) as "promptVersions",
            (select count(*)::int from runtime.prompt_pin_requests where ${inScope} and status = 'open') as "pinRequests",
            (select count(*)::int from runtime.bot_pauses where bot_id = any($1)) as pauses,
            (select count(*)::int from runtime.masking_rules where bot_id = any($1)) as "maskingRules",
            (select coalesce(sum(turns), 0)::float8 from runtime.bot_hours where bot_id = any($1)) as turns,
            (select count(*)::int from runtime.sessions where bot_id = any($1)) as sessions`,
    [names],
  );
  return rows[0]!;
}

/** What stands under both names already, so that moving one onto the other would lose something. */
export async function findBotCollisions(
  sql: Sql,
  from: string,
  to: string,
): Promise<{ settings: string[]; prompts: string[] }> {
  const { rows } = await sql.query<{ settings: string[]; prompts: string[] }>(
    `select array(select a.key from runtime.runtime_settings a join runtime.runtime_settings b using (scope_type, key)
                   where scope_type = 'bot' and a.scope_id = $1 and b.scope_id = $2 order by 1) as settings,
            array(select a.key from runtime.prompt_templates a join runtime.prompt_templates b using (scope_type, key)
                   where scope_type = 'bot' and a.scope_id = $1 and b.scope_id = $2 order by 1) as prompts`,
    [from, to],
  );
  return rows[0]!;
}

const PROMPT_COLUMNS =
  "title, category, folder, is_protected, newest_version, active_version, source, created_at, updated_at, updated_by";
const VERSION_COLUMNS = "version, body, syntax, variables, change_note, body_sha256, tokens, created_by, created_at";

/** Everything that an operator set under a bot's name goes under the new one. */
export async function moveBotReferences(sql: Sql, from: string, to: string): Promise<void> {
  const names = [from, to];
  const move = (table: string) =>
    sql.query(`update runtime.${table} set scope_id = $2 where scope_type = 'bot' and scope_id = $1`, names);
  await move("runtime_settings");
  await move("runtime_setting_changes");
  // Versions never change, so they are written anew under the new name and go with the old one.
  await sql.query(
    `insert into runtime.prompt_templates (key, scope_type, scope_id, ${PROMPT_COLUMNS})
     select key, scope_type, $2, ${PROMPT_COLUMNS} from runtime.prompt_templates where scope_type = 'bot' and scope_id = $1`,
    names,
  );
  await sql.query(
    `insert into runtime.prompt_template_versions (key, scope_type, scope_id, ${VERSION_COLUMNS})
     select key, scope_type, $2, ${VERSION_COLUMNS} from runtime.prompt_template_versions where scope_type = 'bot' and scope_id = $1`,
    names,
  );
  await move("prompt_pins");
  await move("prompt_pin_requests");
  await move("prompt_pin_moves");
  await sql.query("delete from runtime.prompt_templates where scope_type = 'bot' and scope_id = $1", [from]);
  await moveBotGuards(sql, from, to);
}

/**
 * Pauses and masking rules hold for both names: a runtime that still says the old one must not come through unpaused or
 * unmasked on the day that somebody renames its bot.
 */
async function moveBotGuards(sql: Sql, from: string, to: string): Promise<void> {
  await sql.query(
    `insert into runtime.bot_pauses (bot_id, paused_at, paused_by, reason)
     select $2, paused_at, paused_by, reason from runtime.bot_pauses where bot_id = $1 on conflict (bot_id) do nothing`,
    [from, to],
  );
  await sql.query(
    `insert into runtime.masking_rules (id, name, kind, bot_id, find, ignore_case, check_digits, replacement, enabled, updated_by)
     select gen_random_uuid(), name, kind, $2, find, ignore_case, check_digits, replacement, enabled, updated_by
       from runtime.masking_rules where bot_id = $1`,
    [from, to],
  );
}

export type DeletedReferences = { settings: number; prompts: number; pauses: number; masking_rules: number };

/** Takes away what was set under these names. */
export async function deleteBotReferences(sql: Sql, names: readonly string[]): Promise<DeletedReferences> {
  const count = async (statement: string) => (await sql.query(statement, [names])).rowCount ?? 0;
  const inScope = "scope_type = 'bot' and scope_id = any($1)";
  const settings = await count(`delete from runtime.runtime_settings where ${inScope}`);
  await count(`delete from runtime.runtime_setting_changes where ${inScope}`);
  await count(`delete from runtime.prompt_pins where ${inScope}`);
  await count(`delete from runtime.prompt_pin_requests where ${inScope}`);
  const prompts = await count(`delete from runtime.prompt_templates where ${inScope}`);
  const pauses = await count("delete from runtime.bot_pauses where bot_id = any($1)");
  const masking_rules = await count("delete from runtime.masking_rules where bot_id = any($1)");
  return { settings, prompts, pauses, masking_rules };
}
