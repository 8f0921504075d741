-- Named addresses of lists, personal and shared.
create table "console"."saved_views" (
  "id" uuid not null,
  "list" text not null,
  "name" text not null,
  "search" text not null,
  "shared" boolean not null default false,
  "owner_id" uuid not null,
  "created_at" timestamptz(6) not null default current_timestamp,
  "updated_at" timestamptz(6) not null default current_timestamp,
  constraint "saved_views_pkey" primary key ("id")
);
create unique index "saved_views_owner_id_list_name_key" on "console"."saved_views" ("owner_id", "list", "name");
create index "saved_views_list_shared_idx" on "console"."saved_views" ("list", "shared");
