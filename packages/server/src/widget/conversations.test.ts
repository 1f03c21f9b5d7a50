import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  createWorkspace,
  eventsOf,
  expectProblem,
  fieldProblems,
  newKey,
  startWidget,
  type TestWorkspace,
  type WidgetVisitor,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let visitor: WidgetVisitor;
beforeAll(async () => {
  workspace = await createWorkspace();
  visitor = await startWidget(workspace);
});

let count = 0;
const start = (who: WidgetVisitor, more: object = {}, headers = {}) =>
  who.send('POST', '/conversations', {
    body: { body: { text: 'How do I skip?' }, clientMessageId: `c${++count}`, ...more },
    headers,
  });

describe('starting a conversation', () => {
  test('makes a customer of the visitor, the conversation, its message and its secret', async () => {
    const newcomer = await startWidget(workspace);
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await start(newcomer, {
        clientMessageId: 'first',
        page: { url: 'https://docs.example.com/player', title: 'Player' },
        apiContext: { method: 'POST', path: '/v1/me/player/next', statusCode: 403 },
      });
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      conversation: {
        id: expect.stringMatching(/^conv_/),
        state: 'open',
        messageCount: 1,
        lastMessageAt: expect.any(String),
        createdAt: expect.any(String),
      },
      message: {
        id: expect.stringMatching(/^msg_/),
        conversationId: answer.body.conversation.id,
        sequence: 1,
        clientMessageId: 'first',
        from: 'visitor',
        body: { format: 'text', text: 'How do I skip?' },
        sentAt: expect.any(String),
      },
      secret: expect.stringMatching(/^woesc_[0-9A-Za-z]{38}$/),
    });
    expect(events.map(({ type }) => type)).toEqual([
      'customer.created',
      'conversation.created',
      'message.received',
      'conversation_secret.issued',
    ]);
    expect(JSON.stringify(events)).not.toContain(answer.body.secret);
    expect(events[0]!.actor).toMatchObject({ type: 'visitor' });
    const seen = await workspace.admin.get(`/conversations/${answer.body.conversation.id}`);
    expect(seen.body).toMatchObject({
      state: 'new',
      subject: 'Player',
      channel: { id: workspace.channelId, type: 'live_chat' },
      customer: { id: events[0]!.resource.id, externalId: null },
      apiContext: { method: 'POST', path: '/v1/me/player/next', statusCode: 403 },
      counts: { messages: 1, unreadMember: 1 },
    });
  });

  test('a second conversation belongs to the same customer and has a secret of its own', async () => {
    const [one, two] = [await start(visitor), await start(visitor)];
    expect(two.body.secret).not.toBe(one.body.secret);
    const customers = await Promise.all(
      [one, two].map(
        async ({ body }) =>
          (await workspace.admin.get(`/conversations/${body.conversation.id}`)).body.customer.id,
      ),
    );
    expect(customers[0]).toBe(customers[1]);
  });

  test('two conversations started at once by a new visitor belong to one customer', async () => {
    const newcomer = await startWidget(workspace);
    const events = await eventsOf(workspace, async () => {
      const both = await Promise.all([start(newcomer), start(newcomer)]);
      expect(both.map(({ status }) => status)).toEqual([201, 201]);
    });
    expect(events.filter(({ type }) => type === 'customer.created')).toHaveLength(1);
  });

  test('the same request under one idempotency key makes one conversation, with the same secret again', async () => {
    const key = newKey();
    const events = await eventsOf(workspace, async () => {
      const send = () => start(visitor, { clientMessageId: 'same' }, key);
      const answers = await Promise.all(Array.from({ length: 10 }, send));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });
    expect(events.filter(({ type }) => type === 'conversation.created')).toHaveLength(1);
  });

  test('what is not of the documented form is refused field by field', async () => {
    expect(fieldProblems(await start(visitor, { body: { text: '' } }))).toEqual([
      'body /body/text too_small',
    ]);
    expect(fieldProblems(await start(visitor, { body: { text: 'x'.repeat(32_001) } }))).toEqual([
      'body /body/text too_big',
    ]);
    expect(fieldProblems(await start(visitor, { body: { text: 'a\u0000b' } }))).toEqual([
      'body /body/text invalid_value',
    ]);
    expect(fieldProblems(await start(visitor, { customerId: 'cus_1', priority: 'high' })).sort()).toEqual([
      'body /customerId unknown_field',
      'body /priority unknown_field',
    ]);
    expect(fieldProblems(await start(visitor, { clientMessageId: 7 }))).toEqual([
      'body /clientMessageId invalid_type',
    ]);
  });
});

describe('sending', () => {
  test('a visitor continues a conversation with its secret', async () => {
    const { body: started } = await start(visitor);
    const { id } = started.conversation;
    await workspace.admin.post(`/conversations/${id}/messages`, { body: { text: 'Use POST.' } });
    const events = await eventsOf(workspace, async () => {
      const sent = await visitor.send('POST', `/conversations/${id}/messages`, {
        secret: started.secret,
        body: { body: { text: 'Thanks!' }, clientMessageId: 'thanks' },
      });
      expect(sent.status).toBe(201);
      expect(sent.body).toMatchObject({
        followUpSecret: null,
        message: { sequence: 3, from: 'visitor', clientMessageId: 'thanks' },
      });
    });
    expect(events.map(({ type }) => type)).toEqual(['message.received', 'conversation.state_changed']);
  });

  test('a message sent twice with one clientMessageId is one message', async () => {
    const { body: started } = await start(visitor);
    const path = `/conversations/${started.conversation.id}/messages`;
    const send = () =>
      visitor.send('POST', path, {
        secret: started.secret,
        body: { body: { text: 'Once' }, clientMessageId: 'once' },
      });
    const answers = await Promise.all(Array.from({ length: 10 }, send));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    const read = await visitor.send('GET', path, { secret: started.secret });
    expect(read.body.data).toHaveLength(2);
  });

  test('a blocked customer can neither continue nor start, and can still read', async () => {
    const blocked = await startWidget(workspace);
    const { body: started } = await start(blocked);
    const { id } = started.conversation;
    const { customer } = (await workspace.admin.get(`/conversations/${id}`)).body;
    await workspace.admin.patch(`/customers/${customer.id}`, { blocked: true });
    const events = await eventsOf(workspace, async () => {
      const sent = await blocked.send('POST', `/conversations/${id}/messages`, {
        secret: started.secret,
        body: { body: { text: 'Hello?' }, clientMessageId: 'x' },
      });
      expectProblem(sent, 409, 'state_conflict');
      expectProblem(await start(blocked), 409, 'state_conflict');
    });
    expect(events).toEqual([]);
    const read = await blocked.send('GET', `/conversations/${id}/messages`, { secret: started.secret });
    expect(read.status).toBe(200);
  });
});

describe('reading', () => {
  test('messages page completely and in order, and continue after a sequence', async () => {
    const { body: started } = await start(visitor);
    const path = `/conversations/${started.conversation.id}/messages`;
    for (let n = 2; n <= 7; n++)
      await workspace.admin.post(path, { body: { text: `${n}` }, direction: n % 2 ? 'inbound' : 'outbound' });
    const rows: any[] = [];
    for (let cursor: string | null = null; ; ) {
      const query = { limit: 3, ...(cursor ? { cursor } : {}) };
      const { body } = await visitor.send('GET', path, { secret: started.secret, query });
      rows.push(...body.data);
      cursor = body.nextCursor;
      if (!cursor) break;
    }
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(rows.map(({ from }) => from)).toEqual([
      'visitor',
      'team',
      'visitor',
      'team',
      'visitor',
      'team',
      'visitor',
    ]);
    const later = await visitor.send('GET', path, { secret: started.secret, query: { afterSequence: 5 } });
    expect(later.body.data.map(({ sequence }: any) => sequence)).toEqual([6, 7]);
  });

  test('a session lists its own conversations, newest first, and no others', async () => {
    const [mine, other] = [await startWidget(workspace), await startWidget(workspace)];
    expect((await mine.send('GET', '/conversations')).body).toEqual({
      object: 'list',
      data: [],
      hasMore: false,
      nextCursor: null,
    });
    await start(other);
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push((await start(mine)).body.conversation.id);
    const listed = await allPages(
      { get: (path: string, query: any) => mine.send('GET', path, { query }) } as never,
      '/conversations',
      { limit: 2 },
    );
    expect(listed.map(({ id }) => id)).toEqual(ids.reverse());
    expectProblem(
      await mine.send('GET', '/conversations', { query: { limit: 101 } }),
      400,
      'validation_failed',
    );
  });
});
