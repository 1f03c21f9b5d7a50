import { describe, expect, test } from 'vitest';
import { texts, until, visitor } from './testing/visitor.ts';

const here = visitor();

const stored = () => [...here.peer.conversations.values()].map(({ messages }) => texts(messages));
const keysOf = (path: RegExp) =>
  here.peer.calls('POST', path).map(({ headers }) => headers['idempotency-key']);
const online = () => here.signals.dispatchEvent(new Event('online'));

test('a message is sending before anything is requested, then sent', async () => {
  const { client, queue } = here.visit();
  const sent = client.start('hello');
  expect(queue).toMatchObject([{ text: 'hello', state: 'sending', errorCode: null }]);
  expect(here.storage.read('outbox')).toMatchObject([{ text: 'hello' }]);
  const message = await sent;
  expect(queue.at(-1)).toMatchObject({
    state: 'sent',
    clientMessageId: message.clientMessageId,
    conversationId: message.conversationId,
  });
  expect(client.queue()).toEqual([]);
  expect(here.storage.read('outbox')).toEqual([]);
});

test('messages of one conversation arrive in order, the first of them being started', async () => {
  const { client, queue } = here.visit();
  here.peer.intercept = () => 'hold';
  void client.start('1');
  const local = queue[0]!.conversationId;
  const rest = ['2', '3', '4'].map((text) => client.send(local, text));
  await until(() => here.peer.received.length === 1);
  here.peer.release();
  const messages = await Promise.all(rest);
  expect(stored()).toEqual([['1', '2', '3', '4']]);
  expect(new Set(messages.map(({ conversationId }) => conversationId)).size).toBe(1);
  // The name by which the page knew it before still works.
  await client.send(local, '5');
  expect(stored()).toEqual([['1', '2', '3', '4', '5']]);
});

test('one conversation does not wait for another', async () => {
  const { client } = here.visit();
  const a = await client.start('a');
  const b = await client.start('b');
  here.peer.intercept = ({ path }) => (path.includes(a.conversationId) ? 'hold' : null);
  void client.send(a.conversationId, 'a2');
  await client.send(b.conversationId, 'b2');
  expect(stored()).toEqual([['a'], ['b', 'b2']]);
  here.peer.release();
});

test('offline messages are sent in order when the network is back, each once', async () => {
  const { client, queue } = here.visit();
  const { conversationId } = await client.start('1');
  here.peer.intercept = () => 'drop';
  const rest = ['2', '3'].map((text) => client.send(conversationId, text));
  await until(() => here.clock.pending.includes(1000));
  expect(client.queue()).toMatchObject([{ state: 'sending' }, { state: 'sending' }]);
  here.peer.intercept = () => null;
  online();
  await Promise.all(rest);
  expect(stored()).toEqual([['1', '2', '3']]);
  expect(queue.filter(({ state }) => state === 'failed')).toEqual([]);
});

test('waits double from 1 s to 30 s', async () => {
  const { client } = here.visit();
  here.peer.intercept = () => ({ status: 500, code: 'internal_error', retry: 'same_request' });
  void client.start('hello');
  for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
    await until(() => here.clock.pending.length === 1);
    expect(here.clock.pending).toEqual([seconds * 1000]);
    here.clock.advance(seconds * 1000);
  }
});

test('an answer that was lost makes no second message', async () => {
  const { client } = here.visit();
  here.peer.intercept = ({ path }) => (path === '/conversations' ? 'drop_after' : null);
  const sent = client.start('hello');
  await until(() => here.clock.pending.length === 1);
  here.peer.intercept = () => null;
  here.clock.advance(1000);
  const { conversationId } = await sent;
  expect(stored()).toEqual([['hello']]);
  expect(new Set(keysOf(/conversations$/)).size).toBe(1);
  // The replayed answer held the secret.
  expect(texts(await client.messages(conversationId))).toEqual(['hello']);
});

test('Retry-After is obeyed, whatever the network says', async () => {
  const { client } = here.visit();
  await client.conversations();
  here.peer.intercept = () => ({ status: 429, code: 'rate_limited', retry: 'after', retryAfter: 12 });
  const sent = client.start('hello');
  await until(() => here.clock.pending.length === 1);
  expect(here.clock.pending).toEqual([12_000]);
  here.peer.intercept = () => null;
  online();
  expect(here.clock.pending).toEqual([12_000]);
  here.clock.advance(11_999);
  expect(stored()).toEqual([]);
  here.clock.advance(1);
  await sent;
});

test('unsent messages survive a reload, with their ids and their order', async () => {
  const before = here.visit();
  const { conversationId } = await before.client.start('1');
  here.peer.intercept = () => 'drop';
  for (const text of ['2', '3']) void before.client.send(conversationId, text);
  await until(() => here.clock.pending.length === 1);
  before.client.stop();
  here.peer.intercept = () => null;

  const after = here.visit();
  expect(texts(after.client.queue().map((body) => ({ body })))).toEqual(['2', '3']);
  await until(() => after.client.queue().length === 0);
  expect(stored()).toEqual([['1', '2', '3']]);
  expect(new Set(keysOf(/messages$/)).size).toBe(2);
  expect(here.storage.read('outbox')).toEqual([]);
});

test('two tabs that send the same stored message make it one', async () => {
  const before = here.visit();
  here.peer.intercept = () => 'drop';
  void before.client.start('hello');
  await until(() => here.clock.pending.length === 1);
  const other = here.visit();
  await until(() => here.clock.pending.length === 2);
  here.peer.intercept = () => null;
  online();
  await until(() => before.client.queue().length + other.client.queue().length === 0);
  expect(stored()).toEqual([['hello']]);
  expect(here.storage.read('outbox')).toEqual([]);
});

describe('a message that will not succeed', () => {
  const refuse = () => {
    here.peer.intercept = ({ body }) =>
      (body.body as { text?: string } | undefined)?.text === 'bad'
        ? { status: 400, code: 'validation_failed' }
        : null;
  };

  test('is failed and kept, and those behind it are sent', async () => {
    const { client, errors } = here.visit();
    const { conversationId } = await client.start('1');
    refuse();
    const bad = client.send(conversationId, 'bad');
    await client.send(conversationId, '3');
    await expect(bad).rejects.toMatchObject({ code: 'validation_failed' });
    expect(client.queue()).toMatchObject([{ text: 'bad', state: 'failed', errorCode: 'validation_failed' }]);
    expect(errors).toEqual(['validation_failed']);
    expect(stored()).toEqual([['1', '3']]);
  });

  test('is retried with a new key, since the server keeps its refusal under the old one', async () => {
    const { client, queue } = here.visit();
    refuse();
    await client.start('bad').catch(() => {});
    here.peer.intercept = () => null;
    const message = await client.retry(queue[0]!.clientMessageId);
    expect(message.clientMessageId).toBe(queue[0]!.clientMessageId);
    expect(stored()).toEqual([['bad']]);
    expect(new Set(keysOf(/conversations$/)).size).toBe(2);
  });

  test('can be discarded, and is gone after a reload', async () => {
    const { client, queue } = here.visit();
    refuse();
    await client.start('bad').catch(() => {});
    expect(here.visit().client.queue()).toHaveLength(1);
    client.discard(queue[0]!.clientMessageId);
    expect(client.queue()).toEqual([]);
    expect(here.visit().client.queue()).toEqual([]);
    await expect(client.retry(queue[0]!.clientMessageId)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('does not keep the next one from starting the conversation', async () => {
    const { client, queue } = here.visit();
    refuse();
    void client.start('bad');
    const next = await client.send(queue[0]!.conversationId, 'good');
    expect(stored()).toEqual([['good']]);
    here.peer.intercept = () => null;
    const retried = await client.retry(queue[0]!.clientMessageId);
    expect(retried.conversationId).toBe(next.conversationId);
    expect(stored()).toEqual([['good', 'bad']]);
  });
});

test('a key that was used for something else is replaced', async () => {
  const { client } = here.visit();
  let refused = 0;
  here.peer.intercept = ({ path }) =>
    path === '/conversations' && refused++ === 0
      ? { status: 422, code: 'idempotency_key_reused', retry: 'new_key' }
      : null;
  const sent = client.start('hello');
  await until(() => here.clock.pending.length === 1);
  here.clock.advance(1000);
  await sent;
  expect(new Set(keysOf(/conversations$/)).size).toBe(2);
});

test('a reply to a conversation resolved too long ago lands in a new one, and later ones follow it', async () => {
  const { client, queue, messages } = here.visit();
  const old = await client.start('old');
  here.peer.conversations.get(old.conversationId)!.closed = true;
  const [first, second] = await Promise.all([
    client.send(old.conversationId, 'still broken'),
    client.send(old.conversationId, 'see log'),
  ]);
  expect(first!.conversationId).not.toBe(old.conversationId);
  expect(second!.conversationId).toBe(first!.conversationId);
  await client.send(old.conversationId, 'third');
  expect(stored()).toEqual([['old'], ['still broken', 'see log', 'third']]);
  expect(client.conversationIds()).toEqual([old.conversationId, first!.conversationId]);
  expect(queue.at(-1)!.conversationId).toBe(first!.conversationId);
  expect(messages.at(-1)!.conversationId).toBe(first!.conversationId);
  expect(texts(await client.messages(first!.conversationId))).toEqual(['still broken', 'see log', 'third']);
});

test('stopping rejects who waits and keeps the message for the next page', async () => {
  const { client } = here.visit();
  here.peer.intercept = () => 'drop';
  const sent = client.start('hello');
  await until(() => here.clock.pending.length === 1);
  client.stop();
  await expect(sent).rejects.toMatchObject({ code: 'stopped' });
  expect(here.clock.pending).toEqual([]);
  here.peer.intercept = () => null;
  const next = here.visit();
  await until(() => next.client.queue().length === 0);
  expect(stored()).toEqual([['hello']]);
});
