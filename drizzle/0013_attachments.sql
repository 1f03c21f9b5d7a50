-- Files of messages. The content is elsewhere, under a key that each upload makes anew: of two at once, the one that
-- comes too late cannot have replaced what the other has been judged by.
create table attachments (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  message_id uuid,
  filename text not null,
  content_type text not null,
  size integer not null check (size > 0),
  expected_sha256 text,
  sha256 text,
  content_key text,
  state text not null check (state in ('pending', 'ready', 'rejected')),
  rejected_for text,
  created_by jsonb not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, message_id) references messages
);
create index attachments_by_message on attachments (workspace_id, message_id) where message_id is not null;
create index attachments_unused on attachments (workspace_id, created_at) where message_id is null;
alter table attachments enable row level security;
alter table attachments force row level security;
create policy tenant on attachments
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

-- What a message shows of its files, so that reading messages needs no other table.
alter table messages add column attachments jsonb not null default '[]';
