import { beforeAll, describe, expect, test } from 'vitest';
import { expireKeys } from '../authentication/index.ts';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import {
  createWorkspace,
  eventsOf,
  expectProblem,
  type IdentitySetup,
  inDatabase,
  setUpIdentity,
  startTestServer,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let setup: IdentitySetup;
beforeAll(async () => {
  workspace = await createWorkspace();
  setup = await setUpIdentity(workspace, 'report');
});

const identify = (to: IdentitySetup, token: string, body: object, headers = {}) =>
  to.send(token, 'POST', '/sessions/identify', { body, headers });
const countTokens = statement<[string]>(
  `select count(*)::int from key_directory where workspace_id = $1 and kind = 'widget_session'`,
);

describe('a call that identifies, and whose answer was lost', () => {
  test('is repeated with its token and its key, and gives the same pair', async () => {
    const { body: before } = await setup.start();
    const started = await setup.send(before.token, 'POST', '/conversations', {
      body: { body: { text: 'Hello' }, clientMessageId: 'a' },
    });
    const body = {
      identityToken: await setup.sign({ sub: 'repeats', jti: 'once' }),
      conversationSecrets: [started.body.secret],
    };
    const headers = { 'idempotency-key': 'lost' };
    const first = await identify(setup, before.token, body, headers);
    expect(first.body).toMatchObject({
      identity: 'verified',
      claimedConversationIds: [started.body.conversation.id],
    });
    const events = await eventsOf(workspace, async () => {
      for (let n = 0; n < 2; n++) {
        const again = await identify(setup, before.token, body, headers);
        expect([again.status, again.body]).toEqual([200, first.body]);
        expect(again.headers.get('idempotent-replayed')).toBe('true');
      }
    });
    expect(events).toEqual([]);
    expect((await setup.send(first.body.token, 'GET', '/conversations')).status).toBe(200);
  });

  test('leaves the token before it good for nothing else', async () => {
    const { body: before } = await setup.start();
    const body = { identityToken: await setup.sign({ sub: 'careful' }) };
    const headers = { 'idempotency-key': 'careful' };
    const first = await identify(setup, before.token, body, headers);
    const refused = [
      setup.send(before.token, 'GET', '/conversations'),
      setup.send(before.token, 'POST', '/conversations', {
        body: { body: { text: 'x' }, clientMessageId: 'x' },
      }),
      identify(setup, before.token, body),
      identify(setup, before.token, body, { 'idempotency-key': 'another' }),
    ];
    for (const answer of await Promise.all(refused)) expectProblem(answer, 401, 'invalid_credentials');
    const other = { identityToken: await setup.sign({ sub: 'somebody-else' }) };
    expectProblem(await identify(setup, before.token, other, headers), 422, 'idempotency_key_reused');
    // The key that was refused was not used up by it.
    const later = await identify(setup, first.body.token, body, { 'idempotency-key': 'another' });
    expect(later.status).toBe(200);
    // Two generations back even the repetition is over.
    expectProblem(await identify(setup, before.token, body, headers), 401, 'invalid_credentials');
  });

  test.each(['refresh', 'time'])('is forgotten by %s, as the session goes on or ends', async (end) => {
    const server = await startTestServer();
    const own = await createWorkspace(server);
    const there = await setUpIdentity(own, 'report');
    const headers = { 'idempotency-key': 'forgotten' };
    const tokens = async () => Number((await inDatabase(own, () => countTokens(decodeId(own.id))))[0]![0]);
    const { body: before } = await there.start();
    const body = { identityToken: await there.sign({ sub: end }) };
    const { body: after } = await identify(there, before.token, body, headers);
    expect(await tokens()).toBe(2);
    if (end === 'refresh')
      await there.send(there.widgetKey, 'POST', '/sessions/refresh', {
        body: { refreshToken: after.refreshToken },
      });
    else {
      server.clock.advance(3600 * 1000);
      await expireKeys(server.services);
    }
    expect(await tokens()).toBe(1);
    expectProblem(await identify(there, before.token, body, headers), 401, 'invalid_credentials');
    await server.stop();
  });
});
