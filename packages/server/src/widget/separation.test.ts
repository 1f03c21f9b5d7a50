import { beforeAll, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsAfter,
  openStream,
  request,
  startWidget,
  type TestWorkspace,
  visitorOrigin,
  type WidgetVisitor,
} from '../testing/index.ts';

/** Marks that stand in every field a visitor may not see. */
const hidden = {
  note: 'canary-note-7131',
  credential: 'canary-credential-7132',
  email: 'canary-7133@internal.example',
  trait: 'canary-trait-7134',
  resolution: 'canary-resolution-7135',
  tag: 'canary-tag-7136',
  externalId: 'canary-external-7137',
  clientMessageId: 'canary-client-7138',
  otherText: 'canary-other-customer-7139',
  customerName: 'canary-name-7140',
  reason: 'canary-reason-7141',
};

let workspace: TestWorkspace;
let visitor: WidgetVisitor;
let conversation: { id: string; secret: string };
let customerId: string;
const answers: string[] = [];

beforeAll(async () => {
  workspace = await createWorkspace();
  visitor = await startWidget(workspace);
  const { body: started } = await visitor.send('POST', '/conversations', {
    body: { body: { text: 'Hello' }, clientMessageId: 'a' },
  });
  conversation = { id: started.conversation.id, secret: started.secret };
  const stream = await openStream(workspace.server, '/api/widget/v1/stream', {
    origin: visitorOrigin,
    authorization: `Bearer ${visitor.token}`,
    'woes-conversation-secret': conversation.secret,
  });
  const { admin } = workspace;
  const path = `/conversations/${conversation.id}`;
  customerId = (await admin.get(path)).body.customer.id;
  const backend = await admin.post('/auth/credentials', {
    name: hidden.credential,
    scopes: ['messages:write', 'conversations:write'],
  });
  const operator = { authorization: `Bearer ${backend.body.secret}` };
  const done = [
    await admin.patch(`/customers/${customerId}`, {
      email: hidden.email,
      name: hidden.customerName,
      traits: { secret: hidden.trait },
    }),
    await admin.patch(path, {
      tags: { add: [hidden.tag] },
      externalId: hidden.externalId,
      priority: 'urgent',
    }),
    await admin.post(`${path}/notes`, { body: hidden.note, pinned: true }),
    await admin.send('POST', `${path}/messages`, {
      body: { body: { text: 'An answer' }, clientMessageId: hidden.clientMessageId },
      headers: operator,
    }),
    await admin.post(`${path}/resolve`, { resolutionSummary: hidden.resolution }),
    await admin.post(`${path}/reopen`, { reason: hidden.reason }),
    await admin.post('/conversations', {
      customer: { externalId: 'other', email: hidden.email },
      channelId: workspace.channelId,
      firstMessage: { text: hidden.otherText },
    }),
  ];
  for (const answer of done) if (answer.status >= 300) throw new Error(answer.text);
  const last = (await eventsAfter(workspace)).at(-1)!;
  const ask = async (method: string, route: string, more = {}) => {
    const answer = await visitor.send(method, route, more);
    answers.push(`${answer.text}\n${JSON.stringify([...answer.headers])}`);
    return answer;
  };
  await ask('GET', '/config', { key: visitor.widgetKey });
  await ask('GET', '/conversations');
  await ask('GET', `${path}/messages`, { secret: conversation.secret });
  const continued = await ask('POST', `${path}/messages`, {
    secret: conversation.secret,
    body: { body: { text: 'One more' }, clientMessageId: 'b' },
  });
  await ask('POST', '/conversations', { body: { body: { text: 'Another' }, clientMessageId: 'c' } });
  await ask('POST', '/conversations', { body: { nonsense: true } });
  await stream.until((frame) => frame.data?.message?.id === continued.body.message.id);
  expect(Number(stream.frames.at(-1)!.id)).toBeGreaterThan(last.sequence);
  stream.close();
  answers.push(JSON.stringify(stream.frames));
});

test.each(Object.entries(hidden))('no widget answer and no frame holds the %s', (_, mark) => {
  expect(answers.length).toBe(7);
  for (const answer of answers) expect(answer).not.toContain(mark);
});

test('no widget answer names a field that is only for the team', () => {
  const fields = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (!Array.isArray(value)) fields.add(key);
      collect(child);
    }
  };
  for (const answer of answers) collect(JSON.parse(answer.split('\n')[0]!));
  for (const name of [
    'author',
    'email',
    'customer',
    'tags',
    'priority',
    'notes',
    'note',
    'traits',
    'ref',
    'version',
    'waitingSince',
    'resolutionSummary',
    'workspaceId',
    'actor',
    'credentialId',
    'changes',
    'delivery',
    'timelineSequence',
  ])
    expect(fields.has(name), name).toBe(false);
});

test('a visitor never learns the id of a customer, of a credential or of the workspace', () => {
  for (const answer of answers) {
    expect(answer).not.toContain(customerId);
    expect(answer).not.toMatch(/\b(cus|key|ws|note|csec|tml)_[0-9a-z]{26}\b/);
  }
});

test('the widget RPC door shows what the REST door shows', async () => {
  const input = encodeURIComponent(
    JSON.stringify({ json: { conversationId: conversation.id, conversationSecret: conversation.secret } }),
  );
  const headers = { authorization: `Bearer ${visitor.token}`, origin: visitorOrigin };
  const rpc = await request(workspace.server, 'GET', `/api/widget/trpc/messages.list?input=${input}`, {
    headers,
  });
  const rest = await visitor.send('GET', `/conversations/${conversation.id}/messages`, {
    secret: conversation.secret,
  });
  expect(rpc.body.result.data.json).toEqual(rest.body);
  const closed = await request(workspace.server, 'GET', '/api/widget/trpc/conversations.get?input={}', {
    headers,
  });
  expect(closed.status).toBe(404);
});
