import { expect, test } from 'vitest';
import { texts, until, type Visit, visitor } from './testing/visitor.ts';

const here = visitor();

/** A page that has started a conversation and follows it. */
async function following(): Promise<Visit & { conversationId: string }> {
  const visit = here.visit();
  const { conversationId } = await visit.client.start('hello');
  visit.client.connect();
  await until(() => here.peer.streams.size === 1);
  await until(() => visit.connections.at(-1) === 'open');
  return { ...visit, conversationId };
}

const streams = () => here.peer.calls('GET', '/stream');
const secretsOf = (n: number) => streams().at(n)!.headers['woes-conversation-secret'];

test('without a conversation there is no stream, and none is asked for', () => {
  const { client, connections } = here.visit();
  client.connect();
  expect(connections).toEqual(['idle']);
  expect(here.peer.received).toEqual([]);
});

test('messages and states arrive live', async () => {
  const { conversationId, messages, states } = await following();
  here.peer.reply(conversationId, 'Hi, which SDK?');
  here.peer.resolve(conversationId);
  await until(() => states.length === 2);
  expect(texts(messages)).toEqual(['hello', 'Hi, which SDK?']);
  expect(messages[1]!.sentAt).toBeInstanceOf(Date);
  expect(states[1]).toMatchObject({ id: conversationId, state: 'resolved' });
});

test('a conversation started while following is followed too', async () => {
  const { client, messages } = here.visit();
  client.connect();
  const a = await client.start('a');
  await until(() => here.peer.streams.size === 1);
  const b = await client.start('b');
  await until(() => [...here.peer.streams].some(({ secrets }) => secrets.length === 2));
  here.peer.reply(a.conversationId, 'to a');
  here.peer.reply(b.conversationId, 'to b');
  await until(() => messages.length === 4);
  expect(texts(messages).sort()).toEqual(['a', 'b', 'to a', 'to b']);
});

test('after a lost connection the stream resumes behind the last event', async () => {
  const { conversationId, messages, connections } = await following();
  here.peer.reply(conversationId, 'one');
  await until(() => messages.length === 2);
  here.peer.endStreams();
  await until(() => connections.at(-1) === 'waiting');
  here.peer.reply(conversationId, 'two');
  here.clock.advance(1000);
  await until(() => messages.length === 3);
  expect(texts(messages)).toEqual(['hello', 'one', 'two']);
  expect(streams().at(-1)!.headers['last-event-id']).toBe('2');
  expect(connections).toEqual(['connecting', 'open', 'waiting', 'connecting', 'open']);
});

test('what was missed is read even when the stream does not bring it, and nothing comes twice', async () => {
  here.peer.resumes = false;
  const { conversationId, messages } = await following();
  here.peer.endStreams();
  await until(() => here.clock.pending.includes(1000));
  here.peer.reply(conversationId, 'one');
  here.peer.reply(conversationId, 'two');
  here.clock.advance(1000);
  await until(() => messages.length === 3);
  here.peer.resumes = true;
  here.peer.endStreams();
  await until(() => here.clock.pending.includes(2000));
  here.clock.advance(2000);
  here.peer.reply(conversationId, 'three');
  await until(() => messages.length === 4);
  expect(texts(messages)).toEqual(['hello', 'one', 'two', 'three']);
});

test('a hole in the numbers is filled', async () => {
  const { conversationId, messages } = await following();
  here.peer.reply(conversationId, 'unheard', false);
  here.peer.reply(conversationId, 'heard');
  await until(() => messages.length === 3);
  expect(texts(messages).sort()).toEqual(['heard', 'hello', 'unheard']);
});

test('a gap makes the client read the messages', async () => {
  const { conversationId, messages } = await following();
  here.peer.reply(conversationId, 'unheard', false);
  here.peer.frame('event: gap\ndata: {}\n\n');
  await until(() => messages.length === 2);
  expect(texts(messages)).toEqual(['hello', 'unheard']);
});

test('a sequence past retention starts afresh', async () => {
  const { conversationId, messages } = await following();
  here.peer.reply(conversationId, 'one');
  await until(() => messages.length === 2);
  here.peer.intercept = ({ headers }) =>
    headers['last-event-id']
      ? { status: 410, code: 'sequence_expired', metadata: { oldestAvailable: 90 } }
      : null;
  here.peer.endStreams();
  await until(() => here.clock.pending.includes(1000));
  here.clock.advance(1000);
  await until(() => here.clock.pending.includes(2000));
  here.clock.advance(2000);
  await until(() => here.peer.streams.size === 1);
  expect(streams().at(-1)!.headers['last-event-id']).toBeUndefined();
});

test('a planned end is followed by a new connection at once', async () => {
  const { connections } = await following();
  here.peer.frame('event: reconnect\ndata: {}\n\n');
  await until(() => streams().length === 2 && connections.at(-1) === 'open');
  expect(connections).not.toContain('waiting');
});

test('a server that only ever plans its end is not hammered', async () => {
  await following();
  here.peer.frame('event: reconnect\ndata: {}\n\n');
  await until(() => streams().length === 2 && here.peer.streams.size === 1);
  here.peer.frame('event: reconnect\ndata: {}\n\n');
  await until(() => here.clock.pending.includes(4000));
  expect(streams()).toHaveLength(2);
});

test('silence of 40 s means that the line is dead; pings keep it alive', async () => {
  const { connections } = await following();
  here.clock.advance(39_000);
  here.peer.frame(': ping\n\n');
  await until(() => here.clock.pending[0] === 40_000);
  here.clock.advance(39_999);
  expect(connections.at(-1)).toBe('open');
  here.clock.advance(1);
  await until(() => connections.at(-1) === 'waiting');
});

test('waits grow, and the network or the visitor coming back ends them', async () => {
  const { connections } = await following();
  here.peer.intercept = () => 'drop';
  here.peer.endStreams();
  for (const seconds of [1, 2, 4]) {
    await until(() => here.clock.pending.includes(seconds * 1000));
    here.clock.advance(seconds * 1000);
  }
  await until(() => here.clock.pending.includes(8000));
  here.peer.intercept = () => null;
  here.signals.dispatchEvent(new Event('visibilitychange'));
  await until(() => connections.at(-1) === 'open');
});

test('a stream that the server refuses for now waits as long as it says', async () => {
  const { client, connections } = here.visit();
  await client.start('hello');
  here.peer.intercept = ({ path }) =>
    path === '/stream' ? { status: 429, code: 'concurrency_limited', retry: 'after', retryAfter: 9 } : null;
  client.connect();
  await until(() => here.clock.pending.includes(9000));
  expect(connections.at(-1)).toBe('waiting');
});

test('a session that was renewed meanwhile ends its stream, and the next one follows at once', async () => {
  const { connections } = await following();
  here.peer.expireTokens();
  here.peer.frame('event: problem\ndata: {"code":"invalid_credentials","status":401,"retry":"no"}\n\n');
  await until(() => streams().length === 3 && connections.at(-1) === 'open');
  expect(connections).not.toContain('waiting');
  expect(here.peer.calls('POST', '/sessions/refresh')).toHaveLength(1);
});

test('a problem in the stream is waited out as it says', async () => {
  await following();
  here.peer.frame(
    'event: problem\ndata: {"code":"unavailable","status":503,"retry":"after","retryAfter":6}\n\n',
  );
  await until(() => here.clock.pending.includes(6000));
});

test('a conversation that another tab started is followed too', async () => {
  const { client, messages } = here.visit();
  client.connect();
  const { conversationId } = await here.visit().client.start('from the other tab');
  const told = Object.assign(new Event('storage'), { key: `woes:${here.peer.widgetKey}:secrets` });
  here.signals.dispatchEvent(told);
  await until(() => messages.length === 1);
  expect(messages[0]!.conversationId).toBe(conversationId);
});

test('a secret that the server refuses does not cost the others their stream', async () => {
  const { client, connections, errors } = here.visit();
  const { conversationId: gone } = await client.start('gone');
  const { conversationId } = await client.start('here');
  here.peer.conversations.delete(gone);
  client.connect();
  await until(() => here.clock.pending.includes(1000));
  here.clock.advance(1000);
  await until(() => connections.at(-1) === 'open');
  expect(errors).toEqual(['conversation_secret_required']);
  expect(secretsOf(-1)).toBe(here.peer.conversations.get(conversationId)!.secret);
});

test('a refusal that waiting does not cure is told and not repeated soon', async () => {
  const { client, errors } = here.visit();
  await client.start('hello');
  here.peer.intercept = () => ({ status: 403, code: 'origin_not_allowed' });
  client.connect();
  await until(() => here.clock.pending.includes(300_000));
  expect(errors).toEqual(['origin_not_allowed']);
});

test('after a reload the whole history is told, then what is new', async () => {
  const before = await following();
  here.peer.reply(before.conversationId, 'one');
  await until(() => before.messages.length === 2);
  before.client.stop();
  await until(() => here.peer.streams.size === 0);
  here.peer.reply(before.conversationId, 'two');

  const after = here.visit();
  after.client.connect();
  await until(() => after.messages.length === 3);
  here.peer.reply(before.conversationId, 'three');
  await until(() => after.messages.length === 4);
  expect(texts(after.messages)).toEqual(['hello', 'one', 'two', 'three']);
});

test('stopping ends the stream and every timer', async () => {
  const { client, connections } = await following();
  client.stop();
  await until(() => here.peer.streams.size === 0 && connections.at(-1) === 'idle');
  expect(here.clock.pending).toEqual([]);
});
