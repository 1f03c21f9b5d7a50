import { afterEach, beforeAll, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsAfter,
  expectProblem,
  openStream,
  request,
  startWidget,
  type TestStream,
  type TestWorkspace,
  visitorOrigin,
  type WidgetVisitor,
} from '../testing/index.ts';

interface Started {
  id: string;
  secret: string;
}

let workspace: TestWorkspace;
let visitor: WidgetVisitor;
const open: TestStream[] = [];
beforeAll(async () => {
  workspace = await createWorkspace();
  visitor = await startWidget(workspace);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

let count = 0;
const start = async (): Promise<Started> => {
  const { body } = await visitor.send('POST', '/conversations', {
    body: { body: { text: 'Hello' }, clientMessageId: `c${++count}` },
  });
  return { id: body.conversation.id, secret: body.secret };
};
const headersOf = (secrets: string[], more: Record<string, string> = {}) => ({
  origin: visitorOrigin,
  authorization: `Bearer ${visitor.token}`,
  ...(secrets.length > 0 ? { 'woes-conversation-secret': secrets.join(',') } : {}),
  ...more,
});
const follow = async (secrets: string[], more: Record<string, string> = {}, query = '') => {
  const path = `/api/widget/v1/stream${query}`;
  const stream = await openStream(workspace.server, path, headersOf(secrets, more));
  open.push(stream);
  return stream;
};
const answer = async ({ id }: Started, text: string) => {
  const { body } = await workspace.admin.post(`/conversations/${id}/messages`, { body: { text } });
  return body;
};
const told = (stream: TestStream) =>
  stream.frames.map(({ data }) => data.message?.body.text ?? data.conversation.state);
const texts = (stream: TestStream) =>
  stream.frames.filter(({ event }) => event === 'message').map(({ data }) => data.message.body.text);

test('a visitor sees messages and states of the conversation as they happen', async () => {
  const mine = await start();
  const stream = await follow([mine.secret]);
  expect(stream.status).toBe(200);
  const message = await answer(mine, 'Use POST.');
  await workspace.admin.post(`/conversations/${mine.id}/resolve`);
  await workspace.admin.post(`/conversations/${mine.id}/reopen`);
  await visitor.send('POST', `/conversations/${mine.id}/messages`, {
    secret: mine.secret,
    body: { body: { text: 'Thanks' }, clientMessageId: 'thanks' },
  });
  await stream.until(({ data }) => data.message?.body.text === 'Thanks');
  expect(told(stream)).toEqual(['Use POST.', 'open', 'resolved', 'open', 'Thanks']);
  expect(stream.frames.map(({ event }) => event)).toEqual(['message', 'state', 'state', 'state', 'message']);
  expect(stream.frames[0]!.data).toEqual({
    type: 'message',
    sequence: Number(stream.frames[0]!.id),
    message: {
      id: message.id,
      conversationId: mine.id,
      sequence: 2,
      clientMessageId: null,
      from: 'team',
      body: { format: 'text', text: 'Use POST.' },
      sentAt: message.sentAt,
    },
  });
});

test('notes, other changes and other conversations never reach a visitor', async () => {
  const [mine, other] = [await start(), await start()];
  const strangers = await createConversation(workspace);
  const stream = await follow([mine.secret]);
  const { admin } = workspace;
  await answer(other, 'not for this stream');
  await admin.post(`/conversations/${strangers.id}/messages`, { body: { text: 'nor this' } });
  await admin.post(`/conversations/${mine.id}/notes`, { body: 'operators only' });
  await admin.patch(`/conversations/${mine.id}`, { priority: 'high', tags: { add: ['internal'] } });
  const last = await answer(mine, 'last');
  await stream.until(({ data }) => data.message?.id === last.id);
  expect(texts(stream)).toEqual(['last']);
  const seen = JSON.stringify(stream.frames);
  for (const id of [other.id, strangers.id]) expect(seen).not.toContain(id);
});

test('one stream follows several conversations', async () => {
  const all = [await start(), await start(), await start()];
  const stream = await follow(all.map(({ secret }) => secret));
  for (const [n, each] of all.entries()) await answer(each, `${n}`);
  await stream.until(({ data }) => data.message?.body.text === '2');
  const messages = stream.frames.filter(({ event }) => event === 'message');
  expect(messages.map(({ data }) => data.message.conversationId)).toEqual(all.map(({ id }) => id));
});

test('a stream resumes after the last event without loss or doubling', async () => {
  const mine = await start();
  const stream = await follow([mine.secret]);
  for (const text of ['1', '2', '3', '4', '5', '6']) await answer(mine, text);
  await stream.until(({ data }) => data.message?.body.text === '6');
  const full = stream.frames;
  for (const at of [0, 2, full.length - 2]) {
    const resumed = await follow([mine.secret], { 'last-event-id': full[at]!.id! });
    await resumed.until(({ id }) => id === full.at(-1)!.id);
    expect(resumed.frames).toEqual(full.slice(at + 1));
    const asked = await follow([mine.secret], {}, `?afterSequence=${full[at]!.id}`);
    await asked.until(({ id }) => id === full.at(-1)!.id);
    expect(asked.frames).toEqual(full.slice(at + 1));
  }
});

test('followers that come and go while messages are sent together miss none', async () => {
  const mine = await start();
  const first = await follow([mine.secret]);
  const sending = (async () => {
    for (let n = 1; n <= 20; n++) await answer(mine, `${n}`);
  })();
  let last = (await first.until(({ data }) => data.message?.body.text === '3')).id!;
  const seen = first.frames.filter(({ id }) => Number(id) <= Number(last));
  while (!seen.some(({ data }) => data.message?.body.text === '20')) {
    const next = await follow([mine.secret], { 'last-event-id': last });
    await next.until(({ event }) => event === 'message');
    const got = [...next.frames];
    next.close();
    seen.push(...got);
    last = seen.at(-1)!.id!;
  }
  await sending;
  const messages = seen.filter(({ event }) => event === 'message');
  expect(messages.map(({ data }) => data.message.body.text)).toEqual(
    Array.from({ length: 20 }, (_, n) => `${n + 1}`),
  );
});

test('a stream needs at least one secret that fits', async () => {
  const mine = await start();
  const elsewhere = await startWidget(await createWorkspace());
  const ask = (secrets: string[], more = {}) =>
    request(workspace.server, 'GET', '/api/widget/v1/stream', { headers: headersOf(secrets, more) });
  for (const secrets of [[], ['nonsense'], [visitor.token]])
    expectProblem(await ask(secrets), 403, 'conversation_secret_required');
  const foreign = await ask([mine.secret], { authorization: `Bearer ${elsewhere.token}` });
  expectProblem(foreign, 403, 'conversation_secret_required');
});

const issue = async ({ id }: Started, more: object = {}) => {
  const { customer } = (await workspace.admin.get(`/conversations/${id}`)).body;
  const terms = { purpose: 'resume', customerId: customer.id, ttlSeconds: 3600, ...more };
  return (await workspace.admin.post(`/conversations/${id}/secrets`, terms)).body;
};
const revoke = async ({ id }: Started, secretId: string) =>
  expect((await workspace.admin.delete(`/conversations/${id}/secrets/${secretId}`)).status).toBe(200);

test('a stream ends within a second of the revocation of its secret, and shows nothing from then on', async () => {
  const mine = await start();
  const issued = await issue(mine);
  const [stream, own] = [await follow([issued.secret]), await follow([mine.secret])];
  await revoke(mine, issued.id);
  const revokedAt = performance.now();
  const message = await answer(mine, 'after');
  await stream.ended;
  expect(performance.now() - revokedAt).toBeLessThan(1000);
  expect(stream.frames.at(-1)).toMatchObject({
    event: 'problem',
    data: { code: 'conversation_secret_required', status: 403 },
  });
  expect(texts(stream)).toEqual([]);
  // Who holds another secret of the conversation goes on.
  await own.until(({ data }) => data.message?.id === message.id);
});

test('a revoked secret takes its own conversation from a stream, unless another secret opens it', async () => {
  const [one, two, three] = [await start(), await start(), await start()];
  const issued = [await issue(one), await issue(two)];
  const stream = await follow([issued[0].secret, issued[1].secret, two.secret, three.secret]);
  await revoke(one, issued[0].id);
  await revoke(two, issued[1].id);
  for (const [n, each] of [one, two, three].entries()) await answer(each, `${n}`);
  await stream.until(({ data }) => data.message?.body.text === '2');
  expect(texts(stream)).toEqual(['1', '2']);
});

test('a stream that begins in the past is not ended by what was revoked before it began', async () => {
  const mine = await start();
  await revoke(mine, (await issue(mine)).id);
  await answer(mine, 'still here');
  const stream = await follow([mine.secret], {}, '?afterSequence=0');
  await stream.until(({ data }) => data.message?.body.text === 'still here');
  expect(stream.frames.some(({ event }) => event === 'problem')).toBe(false);
});

test('secrets that open nothing beside one that does add nothing', async () => {
  const [mine, other] = [await start(), await start()];
  const stream = await follow(['nonsense', mine.secret, `${other.secret.slice(0, -1)}_`]);
  expect(stream.status).toBe(200);
  await answer(other, 'unseen');
  await answer(mine, 'seen');
  await stream.until(({ data }) => data.message?.body.text === 'seen');
  expect(texts(stream)).toEqual(['seen']);
});

test('a stream is not stored, not transformed, and readable by the page', async () => {
  const mine = await start();
  const abort = new AbortController();
  const response = await fetch(new URL('/api/widget/v1/stream', workspace.server.url), {
    headers: headersOf([mine.secret]),
    signal: abort.signal,
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  expect(response.headers.get('access-control-allow-origin')).toBe(visitorOrigin);
  expect(response.headers.get('woes-request-id')).toMatch(/^req_/);
  abort.abort();
});

test('a session that is refreshed is told to come back, and goes on from where it was', async () => {
  const mine = await start();
  const stream = await follow([mine.secret]);
  await answer(mine, 'before');
  await stream.until(({ data }) => data.message?.body.text === 'before');
  const { body: renewed } = await visitor.send('POST', '/sessions/refresh', {
    key: visitor.widgetKey,
    body: { refreshToken: visitor.refreshToken },
  });
  await stream.ended;
  expect(stream.frames.at(-1)!.event).toBe('reconnect');
  const last = stream.frames.filter(({ id }) => id !== null).at(-1)!.id!;
  await answer(mine, 'between');
  visitor = { ...visitor, ...renewed };
  const resumed = await follow([mine.secret], { 'last-event-id': last });
  const got = await resumed.until(({ event }) => event === 'message');
  expect(got.data.message.body.text).toBe('between');
});

test('the log of the workspace holds more than any visitor has seen', async () => {
  const types = new Set((await eventsAfter(workspace)).map(({ type }) => type));
  expect(types.has('note.created')).toBe(true);
});
