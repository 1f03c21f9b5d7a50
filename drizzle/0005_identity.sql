-- What a company signs the identity of its visitors with. A symmetric secret is sealed, not hashed: it has to verify.
create table identity_secrets (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  kid text not null,
  algorithm text not null check (algorithm in ('HS256', 'ES256', 'EdDSA')),
  channel_id uuid,
  sealed_secret bytea,
  public_key jsonb,
  hint text,
  retires_at timestamptz(3),
  last_used_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, kid),
  check ((algorithm = 'HS256') = (sealed_secret is not null) and (algorithm = 'HS256') = (public_key is null)),
  foreign key (workspace_id, channel_id) references channels
);

-- Tokens that may be used once and have been. Kept for as long as they would be good.
create table identity_token_uses (
  workspace_id uuid not null,
  secret_id uuid not null,
  jti_hash bytea not null,
  expires_at timestamptz(3) not null,
  primary key (workspace_id, secret_id, jti_hash),
  foreign key (workspace_id, secret_id) references identity_secrets
);
create index identity_token_uses_by_expiry on identity_token_uses (workspace_id, expires_at);

-- Refresh tokens that were exchanged, whatever their generation: who shows one of them again has a copy.
create table widget_refresh_tokens (
  workspace_id uuid not null,
  token_hash bytea not null,
  session_id uuid not null,
  expires_at timestamptz(3) not null,
  primary key (workspace_id, token_hash),
  foreign key (workspace_id, session_id) references widget_sessions
);
create index widget_refresh_tokens_by_expiry on widget_refresh_tokens (workspace_id, expires_at);

alter table widget_sessions no force row level security;
insert into widget_refresh_tokens (workspace_id, token_hash, session_id, expires_at)
  select workspace_id, previous_refresh_hash, id, refresh_expires_at from widget_sessions
  where previous_refresh_hash is not null
  on conflict do nothing;
alter table widget_sessions force row level security;

alter table widget_sessions
  drop column previous_refresh_hash,
  add column identity text not null default 'anonymous' check (identity in ('anonymous', 'verified')),
  add column identity_failures text[] not null default '{}';

alter table conversation_secrets
  add column customer_id uuid,
  add column max_uses integer,
  add column use_count integer not null default 0,
  add column last_used_at timestamptz(3),
  add foreign key (workspace_id, customer_id) references customers;
create index conversation_secrets_by_conversation on conversation_secrets (workspace_id, conversation_id, created_at desc, id desc);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['identity_secrets', 'identity_token_uses', 'widget_refresh_tokens'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table
    );
  end loop;
end $$;
