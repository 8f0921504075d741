-- Whether sample data was put in, is shown, or was removed.
create table "console"."sample_data" (
  "id" text not null default 'sample',
  "state" text not null,
  "ends_at" timestamptz(6) not null,
  "changed_at" timestamptz(6) not null default current_timestamp,
  constraint "sample_data_pkey" primary key ("id")
);
