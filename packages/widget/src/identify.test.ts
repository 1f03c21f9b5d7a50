import { expect, test } from 'vitest';
import { visitor } from './testing/visitor.ts';

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
