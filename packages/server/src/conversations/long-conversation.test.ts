import { beforeAll, expect, test } from 'vitest';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import {
  allPages,
  createConversation,
  createWorkspace,
  inDatabase,
  type TestWorkspace,
} from '../testing/index.ts';

/** A conversation that has gone on for years: two thousand messages among five thousand other things. */
const messages = 2000;
const changes = 5000;
const all = messages + changes;
let workspace: TestWorkspace;
let path: string;

const insertMessages = statement<[string, string]>(`
  insert into messages (workspace_id, id, conversation_id, sequence, timeline_sequence, direction, author, body_format,
    body_text, delivery_state, sent_at, created_at)
  select $1, gen_random_uuid(), $2, n, n * 7 / 2 - 1, case n % 2 when 0 then 'outbound' else 'inbound' end,
    '{"type": "system", "id": null, "name": null}', 'text', 'Message ' || n, 'delivered', now(), now()
  from generate_series(1, ${messages}) as n`);
const insertChanges = statement<[string, string]>(`
  insert into timeline_entries (workspace_id, id, conversation_id, timeline_sequence, type, actor, changes, created_at)
  select $1, gen_random_uuid(), $2, n, 'updated', '{"type": "system", "id": null, "name": null}', '{}', now()
  from generate_series(1, ${all}) as n
  where not exists (select from messages m where m.workspace_id = $1 and m.conversation_id = $2 and m.timeline_sequence = n)`);
const count = statement<[string, string]>(`
  update conversations set message_count = ${messages}, last_sequence = ${messages}, last_timeline_sequence = ${all}
  where workspace_id = $1 and id = $2`);

beforeAll(async () => {
  workspace = await createWorkspace();
  const { id } = await createConversation(workspace, { firstMessage: undefined });
  path = `/conversations/${id}`;
  const [tenant, conversation] = [decodeId(workspace.id), decodeId(id)];
  await inDatabase(workspace, async () => {
    await insertMessages(tenant, conversation);
    await insertChanges(tenant, conversation);
    await count(tenant, conversation);
  });
});

const upTo = (end: number) => Array.from({ length: end }, (_, index) => index + 1);

test('the messages come in their order, each once, from either end', async () => {
  const forward = await allPages(workspace.admin, `${path}/messages`, { limit: 100 });
  expect(forward.map(({ sequence }) => sequence)).toEqual(upTo(messages));
  const backward = await allPages(workspace.admin, `${path}/messages`, { limit: 77, sort: '-sequence' });
  expect(backward.map(({ id }) => id)).toEqual(forward.map(({ id }) => id).reverse());
});

test('the timeline holds every item once and in one order, and no kind crowds out another', async () => {
  const items = await allPages(workspace.admin, `${path}/timeline`, { limit: 100 });
  expect(items.map(({ sequence }) => sequence)).toEqual(upTo(all));
  expect(items.filter(({ kind }) => kind === 'message')).toHaveLength(messages);
  expect(items.filter(({ kind }) => kind === 'change')).toHaveLength(changes);
  const onlyMessages = await allPages(workspace.admin, `${path}/timeline`, { limit: 100, kinds: 'message' });
  expect(onlyMessages).toEqual(items.filter(({ kind }) => kind === 'message'));
});

test('reading on from a number gives what comes behind it', async () => {
  const { body } = await workspace.admin.get(`${path}/timeline`, { afterSequence: 6950, limit: 100 });
  expect(body.data.map(({ sequence }: any) => sequence)).toEqual(upTo(all).slice(6950));
  expect(body.nextCursor).toBeNull();
  const late = await workspace.admin.get(`${path}/messages`, { afterSequence: 1990, limit: 100 });
  expect(late.body.data.map(({ sequence }: any) => sequence)).toEqual(upTo(messages).slice(1990));
});

test('a search shows where in it something stands', async () => {
  const { body } = await workspace.admin.post('/conversations/search', { query: '"message 1234"' });
  expect(body.data[0].highlights[0].parts).toEqual([{ text: 'Message 1234', match: true }]);
});
