-- Every table of a tenant carries workspace_id in its primary key and in each unique and foreign key: a key
-- without it could point into another tenant, with or without row-level security.

create table workspaces (
  workspace_id uuid primary key,
  name text not null,
  slug text not null unique,
  timezone text not null,
  locale text not null,
  reopen_window_days integer not null,
  default_api_version text not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

-- Which workspace a presented key belongs to. It is read before the tenant is known, so it holds nothing but
-- keyed hashes and ids.
create table key_directory (
  key_hash bytea primary key,
  kind text not null check (kind in ('credential', 'widget_key', 'widget_session')),
  workspace_id uuid not null references workspaces,
  id uuid not null
);

create table credentials (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  family_id uuid not null,
  name text not null,
  scopes text[] not null,
  hint text not null,
  status text not null check (status in ('active', 'revoked')),
  expires_at timestamptz(3),
  ip_allowlist text[] not null,
  api_version text not null,
  created_by jsonb not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id)
);

create table channels (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  type text not null check (type in ('live_chat', 'discord', 'email', 'api')),
  name text not null,
  status text not null check (status in ('setup', 'active', 'degraded', 'disabled')),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id)
);

create table widget_keys (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  key text not null,
  channel_id uuid not null,
  name text not null,
  allowed_origins text[] not null,
  capabilities text[] not null,
  identity_mode text not null check (identity_mode in ('off', 'report', 'enforce')),
  status text not null check (status in ('active', 'revoked')),
  revoked_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, channel_id) references channels
);

create table customers (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  external_id text,
  email text,
  name text,
  phone text,
  traits jsonb not null,
  tags text[] not null,
  blocked boolean not null default false,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, external_id)
);
create index customers_by_creation on customers (workspace_id, created_at desc, id desc);

create table widget_sessions (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  widget_key_id uuid not null,
  customer_id uuid,
  origin text,
  status text not null check (status in ('anonymous', 'expired', 'revoked')),
  refresh_hash bytea not null,
  previous_refresh_hash bytea,
  expires_at timestamptz(3) not null,
  refresh_expires_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, widget_key_id) references widget_keys,
  foreign key (workspace_id, customer_id) references customers
);

create table conversation_refs (
  workspace_id uuid primary key references workspaces,
  last_ref bigint not null
) with (fillfactor = 20);

create table conversations (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  ref bigint not null,
  external_id text,
  subject text,
  state text not null check (state in ('new', 'open', 'waiting_on_customer', 'waiting_on_team', 'resolved')),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  channel_id uuid not null,
  channel_type text not null,
  customer_id uuid not null,
  tags text[] not null,
  api_context jsonb,
  message_count integer not null default 0,
  last_timeline_sequence integer not null default 0,
  unread_member integer not null default 0,
  unread_customer integer not null default 0,
  last_message_at timestamptz(3),
  last_message_direction text,
  last_message_preview text,
  first_response_at timestamptz(3),
  waiting_since timestamptz(3),
  resolved_at timestamptz(3),
  resolution_summary text,
  reopen_count integer not null default 0,
  follow_up_of uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, ref),
  unique (workspace_id, external_id),
  foreign key (workspace_id, channel_id) references channels,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, follow_up_of) references conversations
) with (fillfactor = 80);
create index conversations_by_creation on conversations (workspace_id, created_at desc, id desc);
create index conversations_by_state on conversations (workspace_id, state, created_at desc, id desc);
create index conversations_by_customer on conversations (workspace_id, customer_id, created_at desc, id desc);
create index conversations_by_followed on conversations (workspace_id, follow_up_of) where follow_up_of is not null;
create index conversations_by_channel on conversations (workspace_id, channel_id, created_at desc, id desc);

create table messages (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  sequence integer not null,
  timeline_sequence integer not null,
  client_message_id text,
  direction text not null check (direction in ('inbound', 'outbound')),
  author jsonb not null,
  body_format text not null check (body_format in ('text', 'markdown')),
  body_text text not null,
  in_reply_to uuid,
  delivery_state text not null check (delivery_state in ('queued', 'sent', 'delivered', 'read', 'failed')),
  sent_at timestamptz(3) not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, conversation_id, sequence),
  unique (workspace_id, conversation_id, timeline_sequence),
  unique (workspace_id, conversation_id, client_message_id),
  foreign key (workspace_id, conversation_id) references conversations
);

create table notes (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  timeline_sequence integer not null,
  author jsonb not null,
  body text not null,
  pinned boolean not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, conversation_id, timeline_sequence),
  foreign key (workspace_id, conversation_id) references conversations
);

create table timeline_entries (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  timeline_sequence integer not null,
  type text not null,
  actor jsonb not null,
  changes jsonb not null,
  reason text,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, conversation_id, timeline_sequence),
  foreign key (workspace_id, conversation_id) references conversations
);

create table conversation_secrets (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  purpose text not null check (purpose in ('resume', 'transcript', 'rating')),
  secret_hash bytea not null,
  hint text not null,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, secret_hash),
  foreign key (workspace_id, conversation_id) references conversations
);

-- The number of the newest event of each workspace. It is updated last in a transaction, so the order of
-- numbers is the order of commits and has no gaps. Half-empty pages keep the updates in place.
create table event_heads (
  workspace_id uuid primary key references workspaces,
  seq bigint not null
) with (fillfactor = 20);

create table event_log (
  workspace_id uuid not null references workspaces,
  seq bigint not null,
  id uuid not null,
  type text not null,
  occurred_at timestamptz(3) not null,
  resource_type text not null,
  resource_id uuid not null,
  conversation_id uuid,
  envelope jsonb not null,
  primary key (workspace_id, seq),
  unique (workspace_id, id)
);

create table idempotency_records (
  workspace_id uuid not null,
  principal text not null,
  operation text not null,
  key text not null,
  fingerprint bytea not null,
  status integer,
  answer bytea,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (workspace_id, principal, operation, key)
);
create index idempotency_records_by_expiry on idempotency_records (expires_at);

create table audit_log (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  actor jsonb not null,
  action text not null,
  resource_type text not null,
  resource_id uuid not null,
  changes jsonb not null,
  request_id text not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id)
);

-- The second lock. The first one is the explicit filter of each query; either holds alone.
do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'workspaces', 'credentials', 'channels', 'widget_keys', 'customers', 'widget_sessions', 'conversation_refs',
    'conversations', 'messages', 'notes', 'timeline_entries', 'conversation_secrets', 'event_heads', 'event_log',
    'idempotency_records', 'audit_log'
  ] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table
    );
  end loop;
end $$;
