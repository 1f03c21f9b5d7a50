import { beforeAll, describe, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsAfter,
  eventsOf,
  fieldProblems,
  jobEnd,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

let made = 0;
const message = (n: number, direction: 'inbound' | 'outbound', more: object = {}) => ({
  externalId: `m${n}`,
  direction,
  body: { text: `Message ${n}` },
  sentAt: `2024-03-0${n}T09:30:00.000Z`,
  ...more,
});
const ticket = (more: object = {}) => ({
  externalId: `ticket-${++made}`,
  customer: { externalId: `user-${made}`, name: 'Mariah' },
  subject: 'Playlists',
  messages: [message(1, 'inbound'), message(2, 'outbound', { authorName: 'Dana' })],
  ...more,
});

const send = (items: object[], more: object = {}) =>
  admin.post('/conversations/import', { channelId: workspace.channelId, items, ...more });
const load = async (items: object[], more: object = {}) => {
  const answer = await send(items, more);
  expect(answer.status, answer.text).toBe(202);
  return jobEnd(admin, answer.body.id);
};
const results = ({ results }: any) => results.map(({ status, result }: any) => result ?? status);
const read = async (externalId: string) => {
  const { body } = await admin.get(`/conversations/${encodeURIComponent(`ext:${externalId}`)}`);
  const messages = await admin.get(`/conversations/${body.id}/messages`, { limit: 100, sort: 'sequence' });
  return { conversation: body, messages: messages.body.data };
};

describe('an import', () => {
  test('takes a conversation over with the times at which its messages were sent', async () => {
    const item = ticket({ state: 'resolved', tags: ['imported'], priority: 'high' });
    expect(results(await load([item]))).toEqual(['created']);
    const { conversation, messages } = await read(item.externalId);
    expect(conversation).toMatchObject({
      subject: 'Playlists',
      state: 'resolved',
      priority: 'high',
      tags: ['imported'],
      createdAt: '2024-03-01T09:30:00.000Z',
      firstResponseAt: '2024-03-02T09:30:00.000Z',
      resolvedAt: '2024-03-02T09:30:00.000Z',
      customer: { externalId: item.customer.externalId, name: 'Mariah' },
      lastMessage: { at: '2024-03-02T09:30:00.000Z', direction: 'outbound' },
    });
    expect(
      messages.map((each: any) => [each.clientMessageId, each.direction, each.author.name, each.sentAt]),
    ).toEqual([
      ['m1', 'inbound', 'Mariah', '2024-03-01T09:30:00.000Z'],
      ['m2', 'outbound', 'Dana', '2024-03-02T09:30:00.000Z'],
    ]);
  });

  test('puts messages into the order in which they were sent, whatever their order in the file', async () => {
    const item = ticket({ messages: [message(3, 'inbound'), message(1, 'inbound'), message(2, 'outbound')] });
    await load([item]);
    const { conversation, messages } = await read(item.externalId);
    expect(messages.map((each: any) => each.clientMessageId)).toEqual(['m1', 'm2', 'm3']);
    expect(conversation).toMatchObject({ state: 'open', waitingSince: '2024-03-03T09:30:00.000Z' });
  });

  test('can be repeated: what is there is left alone, and tells of nothing', async () => {
    const item = ticket();
    await load([item]);
    const before = await read(item.externalId);
    await admin.patch(`/conversations/${before.conversation.id}`, { subject: 'Renamed since' });
    const told = await eventsOf(workspace, async () => {
      expect(results(await load([item, item]))).toEqual(['noop', 'noop']);
    });
    expect(told.map(({ type }) => type)).toEqual(['job.succeeded']);
    const after = await read(item.externalId);
    expect(after.messages).toEqual(before.messages);
    expect(after.conversation.subject).toBe('Renamed since');
  });

  test('goes on with a conversation that comes in several parts', async () => {
    const item = ticket();
    const rest = { ...item, state: 'resolved', messages: [message(2, 'outbound'), message(3, 'inbound')] };
    expect(results(await load([item, rest]))).toEqual(['created', 'updated']);
    const { conversation, messages } = await read(item.externalId);
    expect(messages.map((each: any) => [each.sequence, each.clientMessageId])).toEqual([
      [1, 'm1'],
      [2, 'm2'],
      [3, 'm3'],
    ]);
    expect(conversation).toMatchObject({ state: 'resolved', counts: { messages: 3 } });
  });

  test('of the same conversation from two sides at once makes one, with each message once', async () => {
    const items = Array.from({ length: 20 }, () => ticket());
    const both = await Promise.all([load(items), load(items)]);
    for (const ended of both) expect(ended.state, JSON.stringify(ended.results)).toBe('succeeded');
    for (const { externalId } of items) expect((await read(externalId)).messages).toHaveLength(2);
  });

  test('tells as any other way does: one event per message, and one for where it was left', async () => {
    const told = await eventsOf(workspace, () => load([ticket({ state: 'resolved' })]));
    expect(told.map(({ type }) => type)).toEqual([
      'customer.created',
      'conversation.created',
      'message.received',
      'message.sent',
      'conversation.resolved',
      'job.succeeded',
    ]);
  });

  test('keeps what was resolved long ago resolved, past the window in which it opens again', async () => {
    const item = ticket({ state: 'resolved' });
    await load([item]);
    const { conversation } = await read(item.externalId);
    await admin.post(`/conversations/${conversation.id}/messages`, {
      direction: 'inbound',
      body: { text: 'Again!' },
    });
    const { conversation: after } = await read(item.externalId);
    expect(after.state).toBe('resolved');
    const followUps = await admin.get('/conversations', { customerId: conversation.customer.id });
    expect(followUps.body.data.map(({ followUpOf }: any) => followUpOf)).toContain(conversation.id);
  });

  test('tried dry leaves nothing behind', async () => {
    const item = ticket();
    const before = (await eventsAfter(workspace)).length;
    expect(results(await load([item], { dryRun: true }))).toEqual(['created']);
    const path = `/conversations/${encodeURIComponent(`ext:${item.externalId}`)}`;
    expect((await admin.get(path)).status).toBe(404);
    expect((await eventsAfter(workspace)).length).toBe(before + 1);
  });

  test('says which item is not of the right form, and which cannot be taken', async () => {
    const bad = ticket({ messages: [message(1, 'inbound', { sentAt: 'yesterday' })] });
    expect(fieldProblems(await send([ticket(), bad]))).toEqual([
      'body /items/1/messages/0/sentAt invalid_type',
    ]);
    expect(fieldProblems(await send([ticket({ messages: [] })]))).toEqual([
      'body /items/0/messages too_small',
    ]);
    const gone = ticket();
    await load([gone]);
    const { conversation } = await read(gone.externalId);
    await admin.delete(`/conversations/${conversation.id}`);
    // What was deleted is not there: it can be taken over again.
    expect(results(await load([gone]))).toEqual(['created']);
    const back = ticket({ ...gone, state: 'waiting_on_team', messages: [message(5, 'inbound')] });
    await load([{ ...back, externalId: gone.externalId, state: 'resolved' }]);
    const ended = await load([{ ...back, externalId: gone.externalId, messages: [message(6, 'inbound')] }]);
    expect(ended.results[0]).toMatchObject({
      status: 'failed',
      ref: gone.externalId,
      error: { code: 'illegal_transition', metadata: { from: 'resolved', to: 'waiting_on_team' } },
    });
    const foreign = await createWorkspace(workspace.server);
    expect((await send([ticket()], { channelId: foreign.channelId })).body.code).toBe('reference_not_usable');
  });
});
