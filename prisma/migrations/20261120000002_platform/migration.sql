-- Alerts: at most one open row for a key, whoever races.
create table "console"."alerts" (
  "id" uuid not null,
  "key" text not null,
  "severity" text not null,
  "title" text not null,
  "detail" text not null default '',
  "href" text,
  "times" integer not null default 1,
  "opened_at" timestamptz(6) not null default current_timestamp,
  "last_seen_at" timestamptz(6) not null default current_timestamp,
  "resolved_at" timestamptz(6),
  "acknowledged_at" timestamptz(6),
  "acknowledged_by" uuid,
  "acknowledged_by_name" text,
  constraint "alerts_pkey" primary key ("id"),
  constraint "alerts_severity_check" check ("severity" in ('info', 'warning', 'error'))
);
create unique index "alerts_open_key" on "console"."alerts" ("key") where "resolved_at" is null;
create index "alerts_opened_at_id_idx" on "console"."alerts" ("opened_at" desc, "id" desc);

-- Webhooks.
create table "console"."webhook_endpoints" (
  "id" uuid not null,
  "name" text not null,
  "url" text not null,
  "events" text[],
  "secret" text not null,
  "enabled" boolean not null default true,
  "created_at" timestamptz(6) not null default current_timestamp,
  "updated_at" timestamptz(6) not null default current_timestamp,
  constraint "webhook_endpoints_pkey" primary key ("id")
);

create table "console"."webhook_deliveries" (
  "id" uuid not null,
  "endpoint_id" uuid not null,
  "event" text not null,
  "body" text not null,
  "status" text not null default 'pending',
  "attempts" integer not null default 0,
  "is_test" boolean not null default false,
  "last_status" integer,
  "last_error" text,
  "created_at" timestamptz(6) not null default current_timestamp,
  "next_attempt_at" timestamptz(6),
  "claimed_until" timestamptz(6),
  "finished_at" timestamptz(6),
  constraint "webhook_deliveries_pkey" primary key ("id"),
  constraint "webhook_deliveries_status_check" check ("status" in ('pending', 'delivered', 'failed'))
);
create index "webhook_deliveries_created_at_id_idx" on "console"."webhook_deliveries" ("created_at" desc, "id" desc);
create index "webhook_deliveries_endpoint_id_created_at_id_idx"
  on "console"."webhook_deliveries" ("endpoint_id", "created_at" desc, "id" desc);

create table "console"."webhook_attempts" (
  "delivery_id" uuid not null,
  "attempt" integer not null,
  "started_at" timestamptz(6) not null,
  "duration_ms" integer not null,
  "response_status" integer,
  "response_body" text,
  "error" text,
  constraint "webhook_attempts_pkey" primary key ("delivery_id", "attempt")
);

alter table "console"."webhook_deliveries" add constraint "webhook_deliveries_endpoint_id_fkey"
  foreign key ("endpoint_id") references "console"."webhook_endpoints" ("id") on delete cascade on update cascade;
alter table "console"."webhook_attempts" add constraint "webhook_attempts_delivery_id_fkey"
  foreign key ("delivery_id") references "console"."webhook_deliveries" ("id") on delete cascade on update cascade;

create table "console"."allowed_hosts" (
  "host" text not null,
  "note" text not null default '',
  "added_by" uuid,
  "added_by_name" text,
  "created_at" timestamptz(6) not null default current_timestamp,
  constraint "allowed_hosts_pkey" primary key ("host")
);

-- Background jobs: what ran, and which workers live.
create table "console"."job_history" (
  "id" uuid not null,
  "job_id" bigint not null,
  "task" text not null,
  "key" text,
  "outcome" text not null,
  "attempt" integer not null,
  "max_attempts" integer not null,
  "started_at" timestamptz(6) not null,
  "ended_at" timestamptz(6) not null,
  "duration_ms" integer not null,
  "error" text,
  "worker" text not null,
  constraint "job_history_pkey" primary key ("id"),
  constraint "job_history_outcome_check" check ("outcome" in ('done', 'retried', 'failed', 'stopped', 'cancelled'))
);
create index "job_history_ended_at_id_idx" on "console"."job_history" ("ended_at" desc, "id" desc);
create index "job_history_task_ended_at_id_idx" on "console"."job_history" ("task", "ended_at" desc, "id" desc);

create table "console"."job_workers" (
  "id" text not null,
  "process" text not null,
  "started_at" timestamptz(6) not null default current_timestamp,
  "seen_at" timestamptz(6) not null default current_timestamp,
  constraint "job_workers_pkey" primary key ("id")
);

create table "console"."dismissed_steps" (
  "user_id" uuid not null,
  "step" text not null,
  "dismissed_at" timestamptz(6) not null default current_timestamp,
  constraint "dismissed_steps_pkey" primary key ("user_id", "step")
);

-- The queue's tables are closed to the requests' role (row-level security without a policy), so enqueueing goes
-- through its owner. The queue's schema is made by the worker's own migrations, which may run after this one:
-- its names are looked up when the function is called.
create function "console"."enqueue_job"(
  p_task text, p_payload json, p_queue text, p_run_at timestamptz, p_max_attempts integer, p_key text, p_priority integer
) returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_id bigint;
begin
  select j.id into v_id from graphile_worker.add_job(
    identifier => p_task, payload => p_payload, queue_name => p_queue, run_at => p_run_at,
    max_attempts => p_max_attempts, job_key => p_key, priority => p_priority) as j;
  return v_id;
end $$;
