-- What the list of sessions shows of each stands beside it: counting the events of every session on a page would read them all.
alter table runtime.agent_session_state
  add column event_count bigint not null default 0,
  add column kinds text[] not null default '{}',
  add column first_event_at timestamptz(6),
  add column last_event_at timestamptz(6);
update runtime.agent_session_state s
   set event_count = e.event_count, kinds = e.kinds, first_event_at = e.first_event_at, last_event_at = e.last_event_at
  from (select session_key, count(*) as event_count, array_agg(distinct kind) as kinds,
               min(created_at) as first_event_at, max(created_at) as last_event_at
          from runtime.agent_events group by session_key) e
 where e.session_key = s.session_key;
update runtime.agent_session_state set first_event_at = updated_at, last_event_at = updated_at where last_event_at is null;
alter table runtime.agent_session_state
  alter column first_event_at set default now(), alter column first_event_at set not null,
  alter column last_event_at set default now(), alter column last_event_at set not null;
create index agent_session_state_last_idx on runtime.agent_session_state (last_event_at desc, session_key desc);

alter table runtime.agent_runs add column last_event_at timestamptz(6);
update runtime.agent_runs set last_event_at = coalesce(completed_at, started_at);
alter table runtime.agent_runs alter column last_event_at set default now(), alter column last_event_at set not null;

-- From an event to its turn.
create index turn_logs_agent_idx on runtime.turn_logs (agent_session_key, agent_request_id) where agent_session_key is not null;
