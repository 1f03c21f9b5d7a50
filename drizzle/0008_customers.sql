-- A person is known by several ids and addresses, belongs to accounts, and may turn out to be somebody's double. The
-- row of a double, and that of an erased person, stays: conversations and callers hold its id.
alter table customers
  add column email_key text generated always as (lower(email)) stored,
  add column custom_fields jsonb not null default '{}',
  add column custom_field_origins jsonb not null default '{}',
  add column archived_at timestamptz(3),
  add column erased_at timestamptz(3),
  add column merged_into uuid,
  add foreign key (workspace_id, merged_into) references customers;
create index customers_by_email on customers (workspace_id, email_key) where email_key is not null;
create index customers_by_merge on customers (workspace_id, merged_into) where merged_into is not null;

-- What a channel or a system knows a person by. `value_key` is the form in which equal values are equal.
create table customer_identities (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  type text not null check (type in ('email', 'phone', 'discord', 'widget', 'external')),
  system text not null,
  value text not null,
  value_key text not null,
  verified boolean not null,
  channel_id uuid,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, type, system, value_key),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, channel_id) references channels
);
create index customer_identities_by_customer on customer_identities (workspace_id, customer_id, created_at, id);
create index customer_identities_by_value on customer_identities (workspace_id, value_key);

create table accounts (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  external_id text not null,
  name text not null,
  domains text[] not null,
  plan text,
  tier text,
  api_environments text[] not null,
  traits jsonb not null,
  custom_fields jsonb not null default '{}',
  custom_field_origins jsonb not null default '{}',
  owner_member_id uuid,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, external_id)
);
create index accounts_by_creation on accounts (workspace_id, created_at desc, id desc);
create index accounts_by_plan on accounts (workspace_id, plan, created_at desc, id desc) where plan is not null;

create table account_members (
  workspace_id uuid not null,
  account_id uuid not null,
  customer_id uuid not null,
  role text not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, account_id, customer_id),
  foreign key (workspace_id, account_id) references accounts,
  foreign key (workspace_id, customer_id) references customers
);
create index account_members_by_customer on account_members (workspace_id, customer_id, created_at, account_id);

create table customer_events (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  occurred_at timestamptz(3) not null,
  properties jsonb not null,
  api jsonb,
  dedupe_key text,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, customer_id, dedupe_key),
  foreign key (workspace_id, customer_id) references customers
);
create index customer_events_by_time on customer_events (workspace_id, customer_id, occurred_at desc, id desc);

-- What happened to the record of a person, for the timeline.
create table customer_history (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  type text not null check (type in ('identity_linked', 'identity_unlinked', 'merged', 'unmerged')),
  actor jsonb not null,
  detail jsonb not null,
  created_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers
);
create index customer_history_by_time on customer_history (workspace_id, customer_id, created_at desc, id desc);

-- Words by which a record is found. A b-tree, because comparisons of text are leakproof and full-text operators are
-- not: under row-level security an index serves the former only.
create table search_terms (
  workspace_id uuid not null references workspaces,
  resource_type text not null check (resource_type in ('customer', 'account')),
  term text collate "C" not null,
  resource_id uuid not null,
  primary key (workspace_id, resource_type, term, resource_id)
);
create index search_terms_by_resource on search_terms (workspace_id, resource_id, term);

-- What a merge found and moved, for as long as it can be undone.
create table customer_merges (
  workspace_id uuid not null,
  id uuid not null,
  target_id uuid not null,
  source_id uuid not null,
  pre_image jsonb,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  undone_at timestamptz(3),
  primary key (workspace_id, id),
  foreign key (workspace_id, target_id) references customers,
  foreign key (workspace_id, source_id) references customers
);
create index customer_merges_by_source on customer_merges (workspace_id, source_id, created_at desc);
create index customer_merges_by_target on customer_merges (workspace_id, target_id, created_at desc);
create index customer_merges_by_expiry on customer_merges (workspace_id, expires_at) where pre_image is not null;

create table customer_merge_moves (
  workspace_id uuid not null,
  merge_id uuid not null,
  kind text not null,
  moved_id uuid not null,
  detail jsonb,
  primary key (workspace_id, merge_id, kind, moved_id),
  foreign key (workspace_id, merge_id) references customer_merges
);

-- That a person was erased, and how much of it: nothing of the person.
create table customer_erasures (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  counts jsonb not null,
  request_id text not null,
  erased_at timestamptz(3) not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers
);
create index customer_erasures_by_customer on customer_erasures (workspace_id, customer_id);

-- Endpoints of the company's own that tell facts about a person, and what they last told.
create table context_providers (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  key text not null,
  url text not null,
  sealed_secret bytea not null,
  hint text not null,
  timeout_ms integer not null,
  ttl_seconds integer not null,
  facts jsonb not null,
  enabled boolean not null,
  durations_ms integer[] not null default '{}',
  last_success_at timestamptz(3),
  last_error text,
  last_error_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);

create table context_facts (
  workspace_id uuid not null,
  customer_id uuid not null,
  provider_id uuid not null,
  data jsonb,
  fetched_at timestamptz(3),
  expires_at timestamptz(3) not null,
  error text,
  primary key (workspace_id, customer_id, provider_id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, provider_id) references context_providers
);

-- Those who were there before are found by the same words as those who come.
alter table customers no force row level security;
insert into search_terms (workspace_id, resource_type, term, resource_id)
  select distinct workspace_id, 'customer', left(term, 64), id
  from customers, regexp_split_to_table(
    regexp_replace(normalize(lower(concat_ws(' ', name, email, external_id, phone)), NFKD), '[\u0300-\u036f]', '', 'g')
      || ' ' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'),
    '[^[:alnum:]]+'
  ) as term
  where term <> '';
alter table customers force row level security;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'customer_identities', 'accounts', 'account_members', 'customer_events', 'customer_history', 'search_terms',
    'customer_merges', 'customer_merge_moves', 'customer_erasures', 'context_providers', 'context_facts'
  ] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table
    );
  end loop;
end $$;
