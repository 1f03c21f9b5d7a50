-- Who is told of what happens, by signed requests to their own servers.
create table webhook_subscriptions (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  url text not null,
  description text,
  event_types text[] not null,
  filter jsonb,
  payload text not null check (payload in ('full', 'thin')),
  ordering text not null check (ordering in ('none', 'per_resource')),
  header_names text[] not null,
  sealed_headers bytea,
  rate_per_second integer,
  in_flight_max integer not null,
  api_version text not null,
  -- What is told is what these allow: those of whoever last said what is told to whom.
  scopes text[] not null,
  status text not null check (status in ('active', 'paused', 'failing', 'disabled')),
  status_reason text,
  hint text not null,
  sealed_secret bytea not null,
  sealed_previous_secret bytea,
  previous_expires_at timestamptz(3),
  failures integer not null default 0,
  failing_since timestamptz(3),
  last_success_at timestamptz(3),
  -- The breaker: nothing goes out before this, and one request alone after it.
  held_until timestamptz(3),
  trips integer not null default 0,
  -- Only what happens after this is told.
  start_sequence bigint not null,
  created_by jsonb not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id)
);
create index webhook_subscriptions_by_creation on webhook_subscriptions (workspace_id, created_at desc, id desc);

-- How far the log has been read for subscriptions; moved in the transaction that writes the deliveries.
create table webhook_cursors (
  workspace_id uuid primary key references workspaces,
  seq bigint not null
);

-- One event for one subscription. The pending ones are the queue.
create table webhook_deliveries (
  workspace_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  sequence bigint,
  resource_id uuid,
  -- What a test sends, which is in no log.
  sample jsonb,
  series integer not null,
  state text not null check (state in ('pending', 'delivered', 'failed', 'skipped', 'exhausted')),
  skip_reason text check (skip_reason in ('filtered', 'paused', 'scope')),
  payload text not null check (payload in ('full', 'thin')),
  api_version text not null,
  attempts integer not null default 0,
  burned integer not null default 0,
  next_at timestamptz(3),
  claimed_until timestamptz(3),
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  primary key (workspace_id, id),
  unique (workspace_id, subscription_id, event_id, series),
  foreign key (workspace_id, subscription_id) references webhook_subscriptions on delete cascade
);
create index webhook_deliveries_by_creation on webhook_deliveries (workspace_id, created_at desc, id desc);
create index webhook_deliveries_due on webhook_deliveries (workspace_id, subscription_id, next_at) where state = 'pending';
create index webhook_deliveries_in_order on webhook_deliveries (workspace_id, subscription_id, resource_id, sequence)
  where state = 'pending';
create index webhook_deliveries_finished on webhook_deliveries (workspace_id, finished_at) where finished_at is not null;

create table webhook_attempts (
  workspace_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  subscription_id uuid not null,
  at timestamptz(3) not null,
  succeeded boolean not null,
  status integer,
  duration_ms integer not null,
  error_code text,
  response_excerpt text,
  primary key (workspace_id, delivery_id, number),
  foreign key (workspace_id, delivery_id) references webhook_deliveries on delete cascade
);
create index webhook_attempts_by_time on webhook_attempts (workspace_id, subscription_id, at desc);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['webhook_subscriptions', 'webhook_cursors', 'webhook_deliveries', 'webhook_attempts'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table
    );
  end loop;
end $$;
