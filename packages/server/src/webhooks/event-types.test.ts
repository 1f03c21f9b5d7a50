import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsAfter,
  expectProblem,
  expectScopeNeeded,
  openStream,
  type RestActor,
  type TestStream,
  type TestWorkspace,
} from '../testing/index.ts';
import { eventTypeNames } from './contract.ts';

let workspace: TestWorkspace;
let reader: RestActor;
const open: TestStream[] = [];
beforeAll(async () => {
  workspace = await createWorkspace();
  reader = await workspace.withScopes('webhooks:read', 'customers:read');
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

const typesOf = (events: { type: string }[]) =>
  [...new Set(events.map(({ type }) => type.split('.')[0]))].sort();

describe('the catalogue', () => {
  test('shows whoever holds every scope every type, with schema, example and the scope it needs', async () => {
    const { body } = await workspace.admin.get('/event-types');
    expect(body.data.map(({ name }: any) => name)).toEqual(eventTypeNames);
    expect(body.data.find(({ name }: any) => name === 'message.received')).toMatchObject({
      category: 'conversations',
      requiredScope: 'messages:read',
      schema: { type: 'object', required: ['message'], additionalProperties: false },
      example: { message: { id: expect.stringMatching(/^msg_/) } },
      since: '2026-09-01',
    });
  });

  test('shows others what their scopes allow, and one category when asked for it', async () => {
    expect(typesOf(asTypes((await reader.get('/event-types')).body.data))).toEqual([
      'account',
      'customer',
      'webhook',
      'widget_session',
    ]);
    const { body } = await workspace.admin.get('/event-types', { category: 'channels' });
    expect(body.data.map(({ name }: any) => name)).toEqual(['channel.created']);
    await expectScopeNeeded(workspace, 'webhooks:read', (actor) => actor.get('/event-types'));
  });
});

const asTypes = (data: { name: string }[]) => data.map(({ name }) => ({ type: name }));

describe('a credential sees only events that its scopes allow', () => {
  test('in the feed, whatever types it asks for', async () => {
    const own = await createWorkspace();
    await createConversation(own);
    const partial = await own.withScopes('webhooks:read', 'customers:read');
    const feed = async (query: object = {}) => (await partial.get('/events', { limit: 100, ...query })).body;
    expect(typesOf((await feed()).data)).toEqual(['customer']);
    expect((await feed({ types: ['message.*', 'credential.*'] })).data).toEqual([]);
    // What may not be seen is passed over, not waited for.
    expect((await feed()).nextSequence).toBe((await eventsAfter(own)).at(-1)!.sequence);
    const nothing = await own.withScopes('webhooks:read');
    expect((await nothing.get('/events')).body.data).toEqual([]);
  });

  test('one by one: any other is as good as none', async () => {
    await createConversation(workspace);
    const events = (await eventsAfter(workspace)) as any[];
    const seen = events.find(({ type }) => type === 'customer.created');
    const hidden = events.find(({ type }) => type === 'message.received');
    expect((await reader.get(`/events/${seen.id}`)).body).toEqual(seen);
    expectProblem(await reader.get(`/events/${hidden.id}`), 404, 'not_found');
  });

  test('in the stream, and no more once it has lost a scope', async () => {
    const own = await createWorkspace();
    const made = await own.admin.post('/auth/credentials', {
      name: 'Follower',
      scopes: ['webhooks:read', 'customers:read', 'messages:read'],
    });
    const stream = await openStream(own.server, '/api/v1/events/stream', {
      authorization: `Bearer ${made.body.secret}`,
    });
    open.push(stream);
    await createConversation(own);
    await stream.until(({ event }) => event === 'message.received');
    expect(typesOf(stream.frames.map(({ event }) => ({ type: event! })))).toEqual(['customer', 'message']);
    await own.admin.patch(`/auth/credentials/${made.body.id}`, {
      scopes: ['webhooks:read', 'customers:read'],
    });
    const before = stream.frames.length;
    await createConversation(own);
    await stream.until(
      (frame) => stream.frames.indexOf(frame) >= before && frame.event === 'customer.created',
    );
    await own.admin.put('/customers/by-external-id/last', {});
    await stream.until((frame) => frame.data?.data?.customer?.externalId === 'last');
    expect(typesOf(stream.frames.slice(before).map(({ event }) => ({ type: event! })))).toEqual(['customer']);
  });
});
