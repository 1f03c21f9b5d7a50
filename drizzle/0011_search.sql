-- Which conversations hold which words: one row per word, field and 4096 conversations, by their numbers. Rows are
-- found by the primary key alone, in the order of a B-tree: the only kind of index that row-level security lets a
-- text search use, and one in which each workspace has its own place.
create table search_postings (
  workspace_id uuid not null references workspaces,
  term text collate "C" not null,
  segment integer not null,
  members bytea not null,
  primary key (workspace_id, term, segment)
) with (fillfactor = 80);
create index search_postings_by_segment on search_postings (workspace_id, segment);

-- Of several processes one indexes a workspace at a time.
create table search_heads (
  workspace_id uuid primary key references workspaces
);

-- What was written and is not in the index yet. A search reads it too, so that it finds what was just written.
-- head, message, note: words that came. changed: words may have gone. all: a conversation from before the index.
create table search_changes (
  workspace_id uuid not null references workspaces,
  id bigint generated always as identity,
  conversation_id uuid not null,
  kind text not null check (kind in ('head', 'message', 'note', 'changed', 'all')),
  item_id uuid,
  ref bigint,
  primary key (workspace_id, id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['search_postings', 'search_heads', 'search_changes'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table
    );
  end loop;
end $$;

-- Triggers, so that no path that writes a text can forget the index.
create function search_note_head() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into search_changes (workspace_id, conversation_id, kind, ref) values (old.workspace_id, old.id, 'changed', old.ref);
    return null;
  end if;
  if tg_op = 'UPDATE' then
    insert into search_changes (workspace_id, conversation_id, kind) values (new.workspace_id, new.id, 'changed');
  end if;
  insert into search_changes (workspace_id, conversation_id, kind) values (new.workspace_id, new.id, 'head');
  return null;
end $$;
create trigger search_insert after insert on conversations for each row execute function search_note_head();
create trigger search_delete after delete on conversations for each row execute function search_note_head();
create trigger search_update after update of subject, customer_id on conversations for each row
  when (old.subject is distinct from new.subject or old.customer_id is distinct from new.customer_id)
  execute function search_note_head();

create function search_note_item() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into search_changes (workspace_id, conversation_id, kind)
    values (old.workspace_id, old.conversation_id, 'changed');
  end if;
  if tg_op <> 'DELETE' then
    insert into search_changes (workspace_id, conversation_id, kind, item_id)
    values (new.workspace_id, new.conversation_id, tg_argv[0], new.id);
  end if;
  return null;
end $$;
create trigger search_insert after insert on messages for each row execute function search_note_item('message');
create trigger search_delete after delete on messages for each row execute function search_note_item('message');
create trigger search_update after update of body_text, deleted_at, conversation_id on messages for each row
  when (old.body_text is distinct from new.body_text or old.deleted_at is distinct from new.deleted_at
    or old.conversation_id is distinct from new.conversation_id)
  execute function search_note_item('message');
create trigger search_insert after insert on notes for each row execute function search_note_item('note');
create trigger search_delete after delete on notes for each row execute function search_note_item('note');
create trigger search_update after update of body, conversation_id on notes for each row
  when (old.body is distinct from new.body or old.conversation_id is distinct from new.conversation_id)
  execute function search_note_item('note');

-- What is known of a person is found in all conversations with that person.
create function search_note_person(workspace uuid, person uuid) returns void language sql as $$
  insert into search_changes (workspace_id, conversation_id, kind)
  select c.workspace_id, c.id, k.kind
  from conversations c cross join (values ('changed'), ('head')) as k (kind)
  where c.workspace_id = workspace and c.customer_id = person
$$;
create function search_note_customer() returns trigger language plpgsql as $$
begin
  perform search_note_person(new.workspace_id, new.id);
  return null;
end $$;
create trigger search_update after update of name, email, external_id on customers for each row
  when (old.name is distinct from new.name or old.email is distinct from new.email
    or old.external_id is distinct from new.external_id)
  execute function search_note_customer();

create function search_note_member() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform search_note_person(old.workspace_id, old.customer_id);
  end if;
  if tg_op <> 'DELETE' then
    perform search_note_person(new.workspace_id, new.customer_id);
  end if;
  return null;
end $$;
create trigger search_note after insert or delete or update of account_id, customer_id on account_members
  for each row execute function search_note_member();
create function search_note_account() returns trigger language plpgsql as $$
begin
  perform search_note_person(m.workspace_id, m.customer_id) from account_members m
  where m.workspace_id = new.workspace_id and m.account_id = new.id;
  return null;
end $$;
create trigger search_update after update of name on accounts for each row
  when (old.name is distinct from new.name) execute function search_note_account();

insert into search_changes (workspace_id, conversation_id, kind) select workspace_id, id, 'all' from conversations;
