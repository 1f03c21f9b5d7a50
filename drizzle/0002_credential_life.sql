-- A credential outlives its secrets: a rotation gives it a new one, and the one before works on for a while.
alter table credentials
  add column rotated_at timestamptz(3),
  add column previous_expires_at timestamptz(3),
  add column expired_at timestamptz(3),
  add column scopes_used text[] not null default '{}',
  add column last_ip_hash text;

-- `superseded_at` and `expires_at` are of an outgoing secret. `sweep_at` is when something of the key ends: what ends
-- has to be found before its tenant is known.
alter table key_directory
  add column superseded_at timestamptz(3),
  add column expires_at timestamptz(3),
  add column sweep_at timestamptz(3);
create index key_directory_by_sweep on key_directory (sweep_at) where sweep_at is not null;
create index key_directory_by_owner on key_directory (workspace_id, id);

alter table credentials no force row level security;
update key_directory set sweep_at = credentials.expires_at from credentials
  where kind = 'credential' and credentials.workspace_id = key_directory.workspace_id and credentials.id = key_directory.id;
alter table credentials force row level security;

-- Records are forgotten workspace by workspace.
drop index idempotency_records_by_expiry;
create index idempotency_records_by_expiry on idempotency_records (workspace_id, expires_at);
