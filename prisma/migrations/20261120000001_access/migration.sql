-- Who may come in, and what they did.

CREATE TABLE console.users (
    id UUID NOT NULL,
    email TEXT,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT,
    password_changed_at TIMESTAMPTZ(6),
    totp_secret TEXT,
    totp_confirmed_at TIMESTAMPTZ(6),
    totp_last_step BIGINT,
    disabled_at TIMESTAMPTZ(6),
    last_sign_in_at TIMESTAMPTZ(6),
    created_at TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT users_pkey PRIMARY KEY (id)
);

CREATE TABLE console.sessions (
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    user_id UUID NOT NULL,
    method TEXT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_seen_at TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT sessions_pkey PRIMARY KEY (id)
);

CREATE TABLE console.one_time_links (
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    user_id UUID,
    created_at TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMPTZ(6) NOT NULL,
    used_at TIMESTAMPTZ(6),

    CONSTRAINT one_time_links_pkey PRIMARY KEY (id)
);

CREATE TABLE console.recovery_codes (
    id UUID NOT NULL,
    user_id UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    used_at TIMESTAMPTZ(6),

    CONSTRAINT recovery_codes_pkey PRIMARY KEY (id)
);

CREATE TABLE console.api_keys (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    last_four TEXT NOT NULL,
    hash BYTEA NOT NULL,
    scopes TEXT[],
    bots TEXT[],
    source TEXT NOT NULL,
    addresses TEXT[],
    replaces_id UUID,
    created_by TEXT NOT NULL,
    created_at TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMPTZ(6),
    last_used_at TIMESTAMPTZ(6),
    revoked_at TIMESTAMPTZ(6),

    CONSTRAINT api_keys_pkey PRIMARY KEY (id)
);

CREATE TABLE console.rate_limits (
    key TEXT NOT NULL,
    tries INTEGER NOT NULL,
    window_ends_at TIMESTAMPTZ(6) NOT NULL,
    strikes INTEGER NOT NULL DEFAULT 0,
    blocked_until TIMESTAMPTZ(6),
    forget_at TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT rate_limits_pkey PRIMARY KEY (key)
);

CREATE TABLE console.audit_log (
    seq BIGINT NOT NULL,
    id UUID NOT NULL,
    at TIMESTAMPTZ(6) NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    target_name TEXT NOT NULL,
    before JSONB,
    after JSONB,
    address TEXT NOT NULL,
    request_id TEXT NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,

    CONSTRAINT audit_log_pkey PRIMARY KEY (seq)
);

CREATE TABLE console.audit_head (
    one BOOLEAN NOT NULL DEFAULT true,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,

    CONSTRAINT audit_head_pkey PRIMARY KEY (one)
);

CREATE UNIQUE INDEX users_email_key ON console.users(email);

CREATE UNIQUE INDEX sessions_token_hash_key ON console.sessions(token_hash);

CREATE INDEX sessions_user_id_idx ON console.sessions(user_id);

CREATE INDEX sessions_expires_at_idx ON console.sessions(expires_at);

CREATE UNIQUE INDEX one_time_links_token_hash_key ON console.one_time_links(token_hash);

CREATE INDEX one_time_links_user_id_idx ON console.one_time_links(user_id);

CREATE INDEX one_time_links_expires_at_idx ON console.one_time_links(expires_at);

CREATE UNIQUE INDEX recovery_codes_user_id_code_hash_key ON console.recovery_codes(user_id, code_hash);

CREATE UNIQUE INDEX api_keys_hash_key ON console.api_keys(hash);

CREATE INDEX api_keys_replaces_id_idx ON console.api_keys(replaces_id);

CREATE INDEX rate_limits_forget_at_idx ON console.rate_limits(forget_at);

CREATE UNIQUE INDEX audit_log_id_key ON console.audit_log(id);

CREATE INDEX audit_log_at_seq_idx ON console.audit_log(at, seq);

CREATE INDEX audit_log_actor_id_seq_idx ON console.audit_log(actor_id, seq);

CREATE INDEX audit_log_action_seq_idx ON console.audit_log(action, seq);

CREATE INDEX audit_log_target_kind_target_id_seq_idx ON console.audit_log(target_kind, target_id, seq);

ALTER TABLE console.sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES console.users(id) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE console.one_time_links ADD CONSTRAINT one_time_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES console.users(id) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE console.recovery_codes ADD CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES console.users(id) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE console.api_keys ADD CONSTRAINT api_keys_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES console.api_keys(id) ON DELETE SET NULL ON UPDATE CASCADE;

alter table console.users
  add constraint users_role_check check (role in ('viewer', 'operator', 'editor', 'admin')),
  add constraint users_email_check check (email = lower(email));
alter table console.one_time_links
  add constraint one_time_links_kind_check check (kind in ('first-admin', 'sign-in', 'reset', 'second-step'));
alter table console.audit_head
  add constraint audit_head_one_check check (one);

insert into console.audit_head (seq, hash) values (0, '');

-- What the hash of an entry covers. An array, because its order is fixed; UTC, because a session's zone is not.
create function console.audit_canonical(entry console.audit_log) returns bytea
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select convert_to(jsonb_build_array(
    entry.seq, entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    entry.actor_kind, entry.actor_id, entry.actor_name, entry.action,
    entry.target_kind, entry.target_id, entry.target_name, entry.before, entry.after,
    entry.address, entry.request_id
  )::text, 'UTF8')
$$;

-- The only way to write an entry. The row of audit_head is the chain's lock: it is held until the caller's transaction
-- ends, so callers append last, when they hold every other lock they need.
create function console.append_audit(input jsonb) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  head console.audit_head;
  entry console.audit_log;
begin
  select * into strict head from console.audit_head for update;
  entry.seq := head.seq + 1;
  entry.id := (input ->> 'id')::uuid;
  entry.at := clock_timestamp();
  entry.actor_kind := input ->> 'actor_kind';
  entry.actor_id := input ->> 'actor_id';
  entry.actor_name := input ->> 'actor_name';
  entry.action := input ->> 'action';
  entry.target_kind := input ->> 'target_kind';
  entry.target_id := input ->> 'target_id';
  entry.target_name := input ->> 'target_name';
  entry.before := nullif(input -> 'before', 'null');
  entry.after := nullif(input -> 'after', 'null');
  entry.address := coalesce(input ->> 'address', '');
  entry.request_id := coalesce(input ->> 'request_id', '');
  entry.prev_hash := head.hash;
  entry.hash := sha256(head.hash || console.audit_canonical(entry));
  insert into console.audit_log select entry.*;
  update console.audit_head set seq = entry.seq, hash = entry.hash;
  return entry.seq;
end
$$;

-- Where one role owns and uses everything, grants protect nothing; this still stops a careless statement.
create function console.refuse_audit_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin raise exception 'the audit log is append-only'; end $$;
create trigger audit_log_append_only before update or delete or truncate on console.audit_log
  for each statement execute function console.refuse_audit_change();

-- Event streams of a session that ended are closed by whoever holds them open.
create function console.tell_session_ended() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin perform pg_notify('wheelhouse_sessions', ''); return null; end $$;
create trigger sessions_ended after delete on console.sessions
  for each statement execute function console.tell_session_ended();

revoke all on function console.append_audit(jsonb) from public;

do $$
begin
  if exists (select from pg_roles where rolname = 'wheelhouse_app') then
    grant usage on schema console to wheelhouse_app;
    grant select, insert, update, delete on
      console.users, console.sessions, console.one_time_links, console.recovery_codes,
      console.api_keys, console.rate_limits to wheelhouse_app;
    revoke all on console.audit_log, console.audit_head from wheelhouse_app;
    grant select on console.audit_log, console.audit_head to wheelhouse_app;
    grant execute on function console.append_audit(jsonb), console.audit_canonical(console.audit_log) to wheelhouse_app;
  end if;
end
$$;
