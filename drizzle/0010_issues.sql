-- Durable work records, and their links to the conversations that are about them.

create table issue_refs (
  workspace_id uuid primary key references workspaces,
  last_ref bigint not null
) with (fillfactor = 20);

create table issues (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  ref bigint not null,
  title text not null,
  description text,
  state text not null check (state in ('open', 'in_progress', 'resolved', 'closed')),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  tags text[] not null,
  customer_id uuid,
  assignee_type text check (assignee_type in ('member', 'team')),
  assignee_id uuid,
  custom_fields jsonb not null default '{}',
  custom_field_origins jsonb not null default '{}',
  external_provider text check (external_provider in ('github', 'linear', 'jira', 'custom')),
  external_id text,
  external_url text,
  created_by jsonb not null,
  resolved_at timestamptz(3),
  closed_at timestamptz(3),
  reopen_count integer not null default 0,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, ref),
  constraint issues_external_key unique (workspace_id, external_provider, external_id),
  foreign key (workspace_id, customer_id) references customers on delete set null (customer_id),
  check ((assignee_type is null) = (assignee_id is null)),
  check ((external_provider is null) = (external_id is null))
);
create index issues_by_creation on issues (workspace_id, created_at desc, id desc);
create index issues_by_state on issues (workspace_id, state, created_at desc, id desc);
create index issues_by_customer on issues (workspace_id, customer_id, created_at desc, id desc) where customer_id is not null;
create index issues_by_assignee on issues (workspace_id, assignee_id, created_at desc, id desc) where assignee_id is not null;

create table issue_links (
  workspace_id uuid not null,
  id uuid not null,
  issue_id uuid not null,
  conversation_id uuid not null,
  relation text not null check (relation in ('caused_by', 'tracks', 'duplicate')),
  created_by jsonb not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, issue_id, conversation_id),
  foreign key (workspace_id, issue_id) references issues on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index issue_links_by_issue on issue_links (workspace_id, issue_id, created_at desc, id desc);
create index issue_links_by_conversation on issue_links (workspace_id, conversation_id, created_at desc, id desc);

-- Copies: they stay when the note, or its conversation, is gone.
create table issue_notes (
  workspace_id uuid not null,
  issue_id uuid not null,
  note_id uuid not null,
  conversation_id uuid not null,
  author jsonb not null,
  body text not null,
  written_at timestamptz(3) not null,
  copied_at timestamptz(3) not null,
  primary key (workspace_id, issue_id, note_id),
  foreign key (workspace_id, issue_id) references issues on delete cascade
);
create index issue_notes_by_time on issue_notes (workspace_id, issue_id, written_at desc, note_id desc);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['issue_refs', 'issues', 'issue_links', 'issue_notes'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table
    );
  end loop;
end $$;
