-- What a conversation can be beside its state: out of sight for a time, put away, merged, deleted, taken over.
alter table conversations
  add column assignee_member_id uuid,
  add column team_id uuid,
  add column snoozed_until timestamptz(3),
  add column snoozed_until_reply boolean not null default false,
  add column archived_at timestamptz(3),
  add column deleted_at timestamptz(3),
  add column split_from uuid,
  add column merged_into uuid,
  add column participants jsonb not null default '[]',
  add column custom_fields jsonb not null default '{}',
  add column custom_field_origins jsonb not null default '{}',
  add column api_context_origins jsonb not null default '{}',
  add column agent_state text not null default 'idle'
    check (agent_state in ('idle', 'running', 'waiting_approval', 'handed_off', 'paused')),
  add column redaction_count integer not null default 0,
  -- Numbers are given once: when messages move elsewhere there are fewer messages than numbers.
  add column last_sequence integer not null default 0,
  add column last_message_sequence integer,
  add column read_by_team integer not null default 0,
  add column read_by_customer integer not null default 0,
  add foreign key (workspace_id, assignee_member_id) references members,
  add foreign key (workspace_id, team_id) references teams,
  add foreign key (workspace_id, split_from) references conversations,
  add foreign key (workspace_id, merged_into) references conversations;
update conversations set last_sequence = message_count, last_message_sequence = nullif(message_count, 0);
create index conversations_by_assignee on conversations (workspace_id, assignee_member_id, created_at desc, id desc)
  where assignee_member_id is not null;
create index conversations_by_team on conversations (workspace_id, team_id, created_at desc, id desc)
  where team_id is not null;
-- How much everybody has to do, which is asked at each assignment.
create index conversations_at_work on conversations (workspace_id, assignee_member_id)
  where assignee_member_id is not null and state <> 'resolved' and deleted_at is null;
create index conversations_due on conversations (workspace_id, snoozed_until) where snoozed_until is not null;
create index conversations_deleted on conversations (workspace_id, deleted_at) where deleted_at is not null;
create index conversations_by_merge on conversations (workspace_id, merged_into) where merged_into is not null;

alter table messages
  add column moved_from uuid,
  add column redactions jsonb not null default '[]',
  add column delivery_attempts integer not null default 0,
  add column delivery_error text,
  add column delivery_at timestamptz(3),
  add column edited_at timestamptz(3),
  add column deleted_at timestamptz(3);

alter table notes
  add column mentions uuid[] not null default '{}',
  add column copied_from uuid,
  add column moved_from uuid;

-- How far each member has read; the side as a whole is on the conversation.
create table read_places (
  workspace_id uuid not null references workspaces,
  conversation_id uuid not null,
  member_id uuid not null,
  up_to_sequence integer not null,
  read_at timestamptz(3) not null,
  primary key (workspace_id, conversation_id, member_id),
  foreign key (workspace_id, conversation_id) references conversations
);
alter table read_places enable row level security;
alter table read_places force row level security;
create policy tenant on read_places
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

-- The events of one conversation, for those who follow it alone and for what has to be taken out of them.
create index event_log_by_conversation on event_log (workspace_id, conversation_id, seq)
  where conversation_id is not null;

-- Who of a team was given the last conversation. Its row is also the lock of the team's assignments.
create table team_rotations (
  workspace_id uuid not null references workspaces,
  team_id uuid not null,
  last_member_id uuid,
  primary key (workspace_id, team_id),
  foreign key (workspace_id, team_id) references teams on delete cascade
);
alter table team_rotations enable row level security;
alter table team_rotations force row level security;
create policy tenant on team_rotations
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
