import { createHash, randomBytes, randomUUID } from "node:crypto";
import { withConnection } from "../../../scripts/database/connection.mjs";
import { readDatabaseFile, urlFor } from "../../../scripts/database/database.mjs";

export const ROLES = ["viewer", "operator", "editor", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Known beforehand, so that an address can name them. */
export const KEY_ID = "01980000-0000-7000-8000-00000000000a";
export const WEBHOOK_ID = "01980000-0000-7000-8000-00000000000b";
export const MASK_ID = "01980000-0000-7000-8000-00000000000c";
export const BOT_SLUG = "example";
export const BOT_DELETION_ID = "01980000-0000-7000-8000-00000000000e";
export const CREDENTIAL_ID = "01980000-0000-7000-8000-00000000000d";
export const TURN_ID = "turn-of-the-tests";
export const PROMPT_KEY = "prompt-of-the-tests";
export const SESSION_ID = "session-of-the-tests";
export const EVENT_SESSION = "agent:example:tests";
export function idOf(role: Role): string {
  return `01980000-0000-7000-8000-00000000000${ROLES.indexOf(role)}`;
}

/** The value of each role's session cookie. */
export type Sessions = Record<Role, string>;

/**
 * One signed-in person a role, written straight into the database: what the pages show must not depend on the way
 * in, which has tests of its own.
 */
export async function signInPeople(dataDir: string): Promise<Sessions> {
  const file = readDatabaseFile(dataDir);
  if (!file) throw new Error(`${dataDir} has no database.json`);
  const tokens = Object.fromEntries(ROLES.map((role) => [role, randomBytes(32).toString("base64url")])) as Sessions;
  await withConnection(urlFor(file, "owner"), async (client) => {
    for (const role of ROLES) {
      const id = idOf(role);
      await client.query("insert into console.users (id, email, name, role) values ($1, $2, $3, $4)", [
        id,
        `${role}@wheelhouse.test`,
        `${role[0]?.toUpperCase()}${role.slice(1)} Example`,
        role,
      ]);
      await client.query(
        `insert into console.sessions (id, token_hash, user_id, method, address, user_agent, expires_at)
         values ($1, $2, $3, 'password', '127.0.0.1', 'end-to-end tests', now() + interval '14 days')`,
        [randomUUID(), createHash("sha256").update(tokens[role]).digest(), id],
      );
    }
    await client.query(
      `insert into console.api_keys (id, name, prefix, last_four, hash, scopes, bots, source, addresses, created_by)
       values ($1, 'Example key', 'whk_exam', 'mple', $2, '{turns:read}', '{*}', 'example', '{}', 'end-to-end tests')`,
      [KEY_ID, randomBytes(32)],
    );
    // Switched off, so that no test waits for what it would send.
    await client.query(
      `insert into console.webhook_endpoints (id, name, url, events, secret, enabled)
       values ($1, 'Example webhook', 'https://example.com/hook', '{*}', '', false)`,
      [WEBHOOK_ID],
    );
    await client.query(
      `insert into runtime.masking_rules (id, name, kind, find, replacement, enabled, updated_by)
       values ($1, 'Example rule', 'pattern', 'EXAMPLE-[0-9]{6}', '[example]', false, 'end-to-end tests')`,
      [MASK_ID],
    );
    await client.query(
      `with bot as (insert into runtime.bot_profiles (id, slug, name, description, system_prompt, updated_by)
                    values (gen_random_uuid(), $1, 'Example bot', 'The bot of the tests', 'You answer briefly.', 'end-to-end tests') returning *)
       insert into runtime.bot_profile_revisions (bot_id, revision, slug, profile, note, created_by)
       select id, revision, slug, to_jsonb(bot), 'Created', updated_by from bot`,
      [BOT_SLUG],
    );
    await client.query(
      `insert into console.credentials (id, name, description, kind, secret, created_by)
       values ($1, 'Example credential', 'Opens nothing', 'other', '', 'end-to-end tests')`,
      [CREDENTIAL_ID],
    );
    await client.query(
      `with template as (insert into runtime.prompt_templates (key, scope_type, scope_id, title, newest_version, active_version, updated_by)
                         values ($1, 'global', '*', 'Example prompt', 2, 2, 'end-to-end tests') returning key)
       insert into runtime.prompt_template_versions (key, scope_type, scope_id, version, body, body_sha256, tokens, created_by)
       select key, 'global', '*', version, 'You are {{name}}, number ' || version || '.', 'example', 8, 'end-to-end tests'
         from template, generate_series(1, 2) version`,
      [PROMPT_KEY],
    );
    await client.query(
      `insert into runtime.bot_deletions (id, slug, names, name, is_purge, counts, state, asked_by_id, asked_by, ended_at)
       values ($1, 'gone', '{gone}', 'Gone', false, '{"profiles": 1}', 'done', 'tests', 'end-to-end tests', now())`,
      [BOT_DELETION_ID],
    );
    // A turn that has ended, a day ago: it is not among what lists show first.
    await client.query("select runtime.ensure_partition(name, now() - interval '1 day') from unnest($1::text[]) name", [
      ["turn_logs", "turn_payloads", "tool_call_records", "llm_calls"],
    ]);
    await client.query(
      `with key as (insert into runtime.turn_keys (id, created_at, source) values ($1, now() - interval '1 day', 'example') returning *),
            log as (insert into runtime.turn_logs (id, created_at, source, bot_id, user_id, session_id, model, status, ended_at, latency_ms, prompt_preview, tool_call_count)
                    select id, created_at, source, 'example', 'nobody', $2, 'example-1', 'ok', created_at, 900, 'Is anybody there?', 1 from key),
            call as (insert into runtime.tool_call_records (turn_created_at, turn_id, call_id, tool_name, result_text, result_chars, result_bytes, status, started_at, ended_at, duration_ms, seq)
                     select created_at, id, 'call', 'look', 'Nobody.', 7, 7, 'ok', created_at, created_at, 0, 0 from key),
            session as (insert into runtime.sessions (id, bot_id, source, started_at, last_activity_at)
                        select $2, 'example', source, created_at, created_at from key)
       insert into runtime.turn_payloads (id, created_at, user_prompt, response_text, ended)
       select id, created_at, 'Is anybody there?', 'Nobody.', true from key`,
      [TURN_ID, SESSION_ID],
    );
    await client.query("select runtime.ensure_partition('agent_events', now() - interval '1 day')");
    await client.query(
      `with run as (insert into runtime.agent_runs (run_id, session_key, source, started_at, last_event_at, event_count)
                    values ('run', $1, 'example', now() - interval '1 day', now() - interval '1 day', 2)),
            state as (insert into runtime.agent_session_state (session_key, source, event_count, kinds, first_event_at, last_event_at)
                      values ($1, 'example', 2, '{run_started,assistant_delta}', now() - interval '1 day', now() - interval '1 day'))
       insert into runtime.agent_events (created_at, event_dedupe_key, source, session_key, run_id, kind, seq, payload_json)
       select now() - interval '1 day', decode(md5(kind), 'hex'), 'example', $1, 'run', kind, seq, payload::json
         from (values ('run_started', 1, '{"model":"example-1"}'), ('assistant_delta', 3, '{"text":"Nobody."}')) as e(kind, seq, payload)`,
      [EVENT_SESSION],
    );
  });
  return tokens;
}
