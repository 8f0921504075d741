-- Secrets that settings and hosts point at. Sealed by the console: the database never sees a value.
create table "console"."credentials" (
  "id" uuid not null,
  "name" text not null,
  "description" text not null default '',
  "kind" text not null,
  "secret" text not null,
  "last_four" text not null default '',
  "created_at" timestamptz(6) not null default current_timestamp,
  "created_by" text not null,
  "updated_at" timestamptz(6) not null default current_timestamp,
  "replaced_at" timestamptz(6),
  "replaced_by" text,
  constraint "credentials_pkey" primary key ("id"),
  constraint "credentials_kind_check" check ("kind" in ('api-key', 'token', 'password', 'other'))
);
create unique index "credentials_name_key" on "console"."credentials" ("name");
