import { expect, test } from 'vitest';
import { until, visitor } from './testing/visitor.ts';

const here = visitor();

test('a session that starts says who the visitor is', async () => {
  const { client } = here.visit();
  await client.identify('signed');
  expect(here.peer.calls('POST', '/sessions').map(({ body }) => body)).toEqual([{ identityToken: 'signed' }]);
  expect(here.peer.calls('POST', '/sessions/identify')).toEqual([]);
});

test('a session that goes on is told, with the secrets of its conversations', async () => {
  const { client } = here.visit();
  const { conversationId } = await client.start('hello');
  const before = here.peer.calls('POST', '/sessions').length;
  await client.identify('signed').catch(() => undefined);
  const [identified] = here.peer.calls('POST', '/sessions/identify');
  expect(identified!.body).toEqual({
    identityToken: 'signed',
    conversationSecrets: [here.peer.conversations.get(conversationId)!.secret],
  });
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(before);
});

const keys = () =>
  here.peer.calls('POST', '/sessions/identify').map(({ headers }) => headers['idempotency-key']);

test('what was said is repeated with its key when its answer was lost, by whichever page comes next', async () => {
  const { client } = here.visit();
  const { conversationId } = await client.start('hello');
  here.peer.intercept = ({ path }) => (path === '/sessions/identify' ? 'drop_after' : null);
  await expect(client.identify('signed')).rejects.toMatchObject({ code: 'network_error' });
  here.peer.intercept = () => null;
  expect(await here.visit().client.messages(conversationId)).toHaveLength(1);
  expect(await client.conversations()).toHaveLength(1);
  expect(keys()).toHaveLength(2);
  expect(new Set(keys()).size).toBe(1);
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
  expect(here.peer.calls('POST', '/sessions/refresh')).toHaveLength(0);
});

test('a call that was under way meanwhile and is refused repeats what was said, and does not renew', async () => {
  const { client } = here.visit();
  await client.conversations();
  here.peer.intercept = ({ path }) => (path.startsWith('/conversations') ? 'hold' : 'drop_after');
  const underWay = client.conversations();
  await until(() => here.peer.calls('GET', '/conversations').length === 2);
  await expect(client.identify('signed')).rejects.toMatchObject({ code: 'network_error' });
  here.peer.release();
  expect(await underWay).toEqual([]);
  expect(new Set(keys()).size).toBe(1);
  expect(here.peer.calls('POST', '/sessions/refresh')).toHaveLength(0);
});

test('a session whose token has ended is renewed first, and then told', async () => {
  const { client } = here.visit();
  await client.conversations();
  here.peer.expireTokens();
  await client.identify('signed');
  await client.conversations();
  expect(here.peer.calls('POST', '/sessions/refresh')).toHaveLength(1);
  expect(keys()).toHaveLength(2);
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
});

test('a session that has ended altogether is followed by one that says who the visitor is', async () => {
  const { client } = here.visit();
  await client.conversations();
  here.peer.expireTokens();
  here.peer.refreshTokens.clear();
  await client.identify('signed');
  expect(here.peer.calls('POST', '/sessions').at(-1)!.body).toEqual({ identityToken: 'signed' });
  await client.conversations();
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(2);
});

test('calls at once wait for what is being said, and say it once', async () => {
  const { client } = here.visit();
  await client.conversations();
  await Promise.all([client.identify('signed'), client.conversations(), client.conversations()]);
  expect(keys()).toHaveLength(1);
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
});

test('a token that is refused costs neither the session nor a second try', async () => {
  const { client } = here.visit();
  await client.conversations();
  here.peer.intercept = ({ path }) =>
    path === '/sessions/identify' ? { status: 401, code: 'invalid_identity_token' } : null;
  await expect(client.identify('forged')).rejects.toMatchObject({ code: 'invalid_identity_token' });
  here.peer.intercept = () => null;
  await client.conversations();
  expect(here.peer.calls('POST', '/sessions/identify')).toHaveLength(1);
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
});
