-- What bots do, by the hour: fed from the same ledger entries as the margins, in the same transaction.
create table runtime.bot_hours (
  starts_at timestamptz(6) not null,
  bot_id text not null,
  turns bigint not null,
  ended bigint not null,
  -- Of those that ended: as error or timeout.
  errors bigint not null,
  cost_usd numeric(24, 9) not null,
  -- Ended, and nobody knows at what cost.
  cost_unknown bigint not null,
  primary key (starts_at, bot_id)
) with (fillfactor = 80);
create index bot_hours_bot_idx on runtime.bot_hours (bot_id, starts_at desc);

-- How long turns took, in 24 bins a decade: a percentile out of them is right within five percent, and hours add up.
create table runtime.bot_latencies (
  starts_at timestamptz(6) not null,
  bot_id text not null,
  bin smallint not null,
  turns bigint not null,
  primary key (starts_at, bot_id, bin)
) with (fillfactor = 80);

-- Which bots were ever heard of. Retention takes nothing away here, deleting a bot's last turn does.
create table runtime.bot_sightings (
  bot_id text primary key,
  first_at timestamptz(6) not null,
  last_at timestamptz(6) not null
);

-- What is there already has to be counted once more.
delete from runtime.turn_margins_built;
