-- What a workspace decides about itself. Null hours are hours without end.
alter table workspaces
  add column business_hours jsonb,
  add column redaction_policy jsonb not null default '{"personalData": ["card", "iban", "ssn"], "keyFormats": []}',
  add column retention jsonb not null default '{"eventDays": 90, "auditDays": null}';

-- Permissions of the built-in roles are the program's; their rows are there to be named by members.
create table roles (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  key text not null,
  name text not null,
  system boolean not null,
  permissions text[] not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);

create table members (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  email text not null,
  name text,
  role_id uuid not null,
  status text not null check (status in ('invited', 'active', 'suspended', 'removed')),
  availability text not null check (availability in ('online', 'away', 'offline')),
  capacity integer check (capacity >= 0),
  invite_expires_at timestamptz(3),
  joined_at timestamptz(3),
  removed_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, role_id) references roles
);
-- Who was removed may be invited again, as somebody new.
create unique index members_workspace_id_email_key on members (workspace_id, lower(email)) where status <> 'removed';
create index members_by_creation on members (workspace_id, created_at desc, id desc);
create index members_by_role on members (workspace_id, role_id);

create table teams (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  key text not null,
  name text not null,
  assignment_policy jsonb not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);

create table team_members (
  workspace_id uuid not null,
  team_id uuid not null,
  member_id uuid not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, team_id, member_id),
  foreign key (workspace_id, team_id) references teams on delete cascade,
  foreign key (workspace_id, member_id) references members
);
create index team_members_by_member on team_members (workspace_id, member_id);

-- Records name tags by their slug and need no row here.
create table tags (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  slug text not null,
  name text not null,
  color text,
  description text,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, slug)
);

create table custom_fields (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  target text not null check (target in ('conversation', 'customer', 'account', 'issue')),
  key text not null,
  label text not null,
  description text,
  type text not null check (type in ('text', 'number', 'decimal', 'select', 'multi_select', 'boolean', 'date', 'url')),
  options jsonb not null,
  required_on text[] not null,
  default_value jsonb,
  pattern text,
  visible_to_widget boolean not null,
  sensitive boolean not null,
  archived_at timestamptz(3),
  position integer not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, target, key)
);

-- An invitation is found by its token before it is known whose it is, like a key.
alter table key_directory drop constraint key_directory_kind_check;
alter table key_directory
  add constraint key_directory_kind_check check (kind in ('credential', 'widget_key', 'widget_session', 'invitation'));

-- What a member's credential may do ends at the member's role.
alter table credentials
  add column owner_member_id uuid,
  add foreign key (workspace_id, owner_member_id) references members;
create index credentials_by_owner on credentials (workspace_id, owner_member_id) where owner_member_id is not null;

alter table workspaces no force row level security;
insert into roles (workspace_id, id, key, name, system, permissions, created_at, updated_at)
  select workspace_id, gen_random_uuid(), role.key, role.name, true, '{}', created_at, created_at
  from workspaces, (values ('owner', 'Owner'), ('admin', 'Admin'), ('member', 'Member'), ('viewer', 'Viewer')) as role (key, name);
alter table workspaces force row level security;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['roles', 'members', 'teams', 'team_members', 'tags', 'custom_fields'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table
    );
  end loop;
end $$;
