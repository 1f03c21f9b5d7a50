-- Work beside calls, as their callers see it. The queue of pg-boss says when it is done; these say what, and how far.
create table jobs (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  kind text not null,
  scope text not null,
  state text not null check (state in ('queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled')),
  dry_run boolean not null,
  total integer not null,
  done integer not null default 0,
  failed integer not null default 0,
  arguments jsonb not null,
  created_by jsonb not null,
  -- The credential as it was when it asked: what is done later is done with no more than that.
  credential jsonb,
  request_id text not null,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  touched_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (workspace_id, id)
);
create index jobs_by_creation on jobs (workspace_id, created_at desc, id desc);
create index jobs_by_expiry on jobs (workspace_id, expires_at);
create index jobs_unfinished on jobs (workspace_id, touched_at) where finished_at is null;

-- What is asked for an item is kept until it is done, what came of it until the job is forgotten.
create table job_items (
  workspace_id uuid not null,
  job_id uuid not null,
  position integer not null,
  ref text,
  input jsonb,
  status text not null check (status in ('waiting', 'succeeded', 'failed', 'skipped', 'cancelled')),
  result text,
  resource jsonb,
  error jsonb,
  primary key (workspace_id, job_id, position),
  foreign key (workspace_id, job_id) references jobs on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['jobs', 'job_items'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table
    );
  end loop;
end $$;
