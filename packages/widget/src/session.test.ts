import { expect, test } from 'vitest';
import { texts, until, visitor } from './testing/visitor.ts';

const here = visitor();
const hourMs = 3_600_000;

test('one session serves concurrent calls and later pages', async () => {
  const { client } = here.visit();
  await Promise.all([client.conversations(), client.conversations(), client.start('hello')]);
  await here.visit().client.conversations();
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
});

test('a session is renewed once before it ends', async () => {
  const { client } = here.visit();
  await client.conversations();
  here.clock.advance(hourMs - 30_000);
  await Promise.all([client.conversations(), client.conversations()]);
  expect(here.peer.calls('POST', '/sessions/refresh')).toHaveLength(1);
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
});

test('a token that the server calls expired is renewed and the call repeated', async () => {
  const { client } = here.visit();
  const { conversationId } = await client.start('hello');
  here.peer.expireTokens();
  const all = await Promise.all([client.messages(conversationId), client.messages(conversationId)]);
  expect(all.map(texts)).toEqual([['hello'], ['hello']]);
  expect(here.peer.calls('POST', '/sessions/refresh')).toHaveLength(1);
});

test('a refresh whose answer was lost is repeated with its key, and the session lives on', async () => {
  const { client } = here.visit();
  const { conversationId } = await client.start('hello');
  here.peer.expireTokens();
  here.peer.intercept = ({ path }) => (path === '/sessions/refresh' ? 'drop_after' : null);
  await expect(client.messages(conversationId)).rejects.toMatchObject({ code: 'network_error' });
  here.peer.intercept = () => null;
  expect(texts(await client.messages(conversationId))).toEqual(['hello']);
  const keys = here.peer.calls('POST', '/sessions/refresh').map(({ headers }) => headers['idempotency-key']);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
});

test('two tabs that renew at once do not end the session', async () => {
  const one = here.visit();
  const { conversationId } = await one.client.start('hello');
  const two = here.visit();
  here.peer.expireTokens();
  await Promise.all([one.client.messages(conversationId), two.client.messages(conversationId)]);
  await Promise.all([one.client.messages(conversationId), two.client.messages(conversationId)]);
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
});

test('when the session has ended a new one still reads with the old secret', async () => {
  const { client } = here.visit();
  const { conversationId } = await client.start('hello');
  here.peer.expireTokens();
  here.peer.refreshTokens.clear();
  expect(texts(await client.messages(conversationId))).toEqual(['hello']);
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(2);
  expect(await client.conversations()).toEqual([]);
  expect(client.conversationIds()).toEqual([conversationId]);
});

test('a server in trouble does not cost the session', async () => {
  const { client } = here.visit();
  await client.conversations();
  here.peer.expireTokens();
  here.peer.intercept = ({ path }) =>
    path === '/sessions/refresh' ? { status: 503, code: 'unavailable', retry: 'after', retryAfter: 1 } : null;
  await expect(client.conversations()).rejects.toMatchObject({ code: 'unavailable' });
  here.peer.intercept = () => null;
  await client.conversations();
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
});

test('a page whose clock runs ahead does not renew all the time', async () => {
  here.clock.advance(5 * hourMs);
  const { client } = here.visit();
  for (let n = 0; n < 3; n++) await client.conversations();
  expect(here.peer.calls('POST', /sessions/)).toHaveLength(1);
  here.peer.expireTokens();
  await client.conversations();
  expect(here.peer.calls('POST', '/sessions/refresh')).toHaveLength(1);
});

test('a key that is not valid fails the call and leaves no loop behind', async () => {
  const { client } = here.visit({ widgetKey: 'woesw_other' });
  await expect(client.conversations()).rejects.toMatchObject({ code: 'invalid_credentials', status: 401 });
  expect(here.peer.received).toHaveLength(1);
  await until(() => here.clock.pending.length === 0);
});
