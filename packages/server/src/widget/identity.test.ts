import { generateKeyPairSync } from 'node:crypto';
import { exportJWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsOf,
  expectProblem,
  type IdentitySetup,
  setUpIdentity,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let enforcing: IdentitySetup;
beforeAll(async () => {
  workspace = await createWorkspace();
  enforcing = await setUpIdentity(workspace, 'enforce');
});

const nowSeconds = () => Math.floor(workspace.server.clock.now().getTime() / 1000);
const inspect = async (token: string, more = {}) =>
  (await workspace.admin.post('/auth/identity-tokens/inspect', { token, ...more })).body;
const codes = ({ failures }: { failures: { code: string }[] }) => failures.map(({ code }) => code);
const write = async (setup: IdentitySetup, token: string) => {
  const { body } = await setup.send(token, 'POST', '/conversations', {
    body: { body: { text: 'Hello' }, clientMessageId: 'a' },
  });
  return { id: body.conversation.id as string, secret: body.secret as string };
};
const read = (setup: IdentitySetup, token: string, id: string, secret?: string) =>
  setup.send(token, 'GET', `/conversations/${id}/messages`, secret ? { secret } : {});
const customerOf = async (conversationId: string) =>
  (await workspace.admin.get(`/conversations/${conversationId}`)).body.customer;

function keyPair(algorithm: 'ES256' | 'EdDSA') {
  const { publicKey, privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  return { publicKey, privateKey, pem };
}

describe('each way in which a token fails is named, and refused with that name', () => {
  const now = () => nowSeconds();
  const cases: [string, (setup: IdentitySetup) => Promise<string>][] = [
    ['expired', (setup) => setup.sign({ exp: now() - 31 })],
    ['missing_exp', (setup) => setup.sign({ exp: undefined })],
    ['not_yet_valid', (setup) => setup.sign({ nbf: now() + 60 })],
    ['aud_mismatch', (setup) => setup.sign({ aud: 'woesw_other' })],
    ['aud_mismatch', (setup) => setup.sign({ aud: undefined })],
    ['missing_sub', (setup) => setup.sign({ sub: undefined })],
    ['missing_sub', (setup) => setup.sign({ sub: '' })],
    ['missing_sub', (setup) => setup.sign({ sub: 7 as unknown as string })],
    ['unknown_kid', (setup) => setup.sign({}, { kid: 'nobody' })],
    ['bad_signature', (setup) => setup.sign({}, { key: new TextEncoder().encode('x'.repeat(44)) })],
    ['alg_not_allowed', (setup) => setup.sign({}, { alg: 'HS512', key: new Uint8Array(64) })],
    ['malformed', async () => 'not.a.token'],
    ['malformed', async () => 'x'],
    ['malformed', (setup) => setup.sign({ jti: 5 as unknown as string })],
  ];
  test.each(cases)('%s', async (code, make) => {
    const token = await make(enforcing);
    const inspection = await inspect(token);
    expect(inspection.valid).toBe(false);
    expect(codes(inspection)).toEqual([code]);
    const refused = await enforcing.start(token);
    expectProblem(refused, 401, 'invalid_identity_token');
    expect(codes(refused.body.metadata)).toEqual([code]);
  });

  test('all that is wrong is said at once', async () => {
    const token = await enforcing.sign({ exp: 1, sub: undefined, aud: 'x' }, { kid: 'nobody' });
    expect(codes(await inspect(token)).sort()).toEqual([
      'aud_mismatch',
      'expired',
      'missing_sub',
      'unknown_kid',
    ]);
  });

  test('the algorithm none, with an empty signature', async () => {
    const [, payload] = (await enforcing.sign()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: enforcing.kid })).toString('base64url');
    const refused = await enforcing.start(`${header}.${payload}.`);
    expectProblem(refused, 401, 'invalid_identity_token');
    expect(codes(refused.body.metadata)).toEqual(['alg_not_allowed']);
  });

  test('clocks may differ by 30 seconds', async () => {
    expect((await enforcing.start(await enforcing.sign({ exp: nowSeconds() - 28 }))).status).toBe(201);
  });

  test('a time beyond all calendars is refused and no failure of the server', async () => {
    for (const exp of [1e300, 1e13, -1])
      expectProblem(await enforcing.start(await enforcing.sign({ exp })), 401, 'invalid_identity_token');
  });
});

describe('inspection', () => {
  test('shows registered claims, masks the others, and takes another time', async () => {
    const token = await enforcing.sign({ email: 'mariah@example.com', exp: nowSeconds() + 60 });
    const answer = await inspect(token);
    expect(answer).toMatchObject({ valid: true, kid: enforcing.kid, failures: [] });
    expect(answer.claims).toMatchObject({ sub: 'user_1', email: '[redacted]' });
    expect(JSON.stringify(answer)).not.toContain('mariah');
    const later = new Date((nowSeconds() + 3600) * 1000).toISOString();
    expect(codes(await inspect(token, { at: later }))).toEqual(['expired']);
  });

  test('uses up no token, and knows one that was used', async () => {
    const token = await enforcing.sign({ jti: 'inspected' });
    for (let n = 0; n < 2; n++) expect((await inspect(token)).valid).toBe(true);
    expect((await enforcing.start(token)).status).toBe(201);
    expect(codes(await inspect(token))).toEqual(['replayed_jti']);
  });

  test('knows no secret and no widget key of another workspace', async () => {
    const other = await setUpIdentity(await createWorkspace(), 'enforce');
    expect(codes(await inspect(await other.sign()))).toEqual(['unknown_kid', 'aud_mismatch']);
  });
});

describe('keys', () => {
  test.each(['ES256', 'EdDSA'] as const)(
    '%s verifies with the public key, in PEM and in JWK',
    async (alg) => {
      const { publicKey, privateKey, pem } = keyPair(alg);
      for (const given of [pem, JSON.stringify(await exportJWK(publicKey))]) {
        const made = await workspace.admin.post('/auth/identity-secrets', {
          algorithm: alg,
          publicKey: given,
        });
        expect(made.status).toBe(201);
        expect(made.body.secret).toBeNull();
        const token = await enforcing.sign({}, { alg, kid: made.body.kid, key: privateKey as never });
        expect((await enforcing.start(token)).body).toMatchObject({ identity: 'verified' });
      }
    },
  );

  test('a public key is never taken for a shared secret', async () => {
    const { pem } = keyPair('ES256');
    const { body } = await workspace.admin.post('/auth/identity-secrets', {
      algorithm: 'ES256',
      publicKey: pem,
    });
    for (const key of [pem, pem.trim()]) {
      const forged = await enforcing.sign({}, { kid: body.kid, key: new TextEncoder().encode(key) });
      const refused = await enforcing.start(forged);
      expectProblem(refused, 401, 'invalid_identity_token');
      expect(codes(refused.body.metadata)).toEqual(['alg_not_allowed']);
    }
  });

  test('a token signed with one secret does not pass under the name of another', async () => {
    const other = await setUpIdentity(workspace, 'enforce');
    const swapped = await enforcing.sign({}, { kid: other.kid });
    expect(codes((await enforcing.start(swapped)).body.metadata)).toEqual(['bad_signature']);
  });

  test('a private key, a key of another kind and no key are refused', async () => {
    const { privateKey } = keyPair('ES256');
    for (const publicKey of [
      undefined,
      'nonsense',
      '{}',
      keyPair('EdDSA').pem,
      privateKey.export({ type: 'pkcs8', format: 'pem' }),
      JSON.stringify(privateKey.export({ format: 'jwk' })),
    ])
      expectProblem(
        await workspace.admin.post('/auth/identity-secrets', { algorithm: 'ES256', publicKey }),
        400,
        'validation_failed',
      );
    expectProblem(
      await workspace.admin.post('/auth/identity-secrets', { algorithm: 'HS256', publicKey: 'x' }),
      400,
      'validation_failed',
    );
  });

  test('a secret bound to a channel counts for the widget keys of that channel only', async () => {
    const channel = await workspace.admin.post('/channels', { type: 'live_chat', name: 'Elsewhere' });
    const { body } = await workspace.admin.post('/auth/identity-secrets', {
      algorithm: 'HS256',
      channelId: channel.body.id,
    });
    const token = await enforcing.sign({}, { kid: body.kid, key: new TextEncoder().encode(body.secret) });
    expect(codes((await enforcing.start(token)).body.metadata)).toEqual(['unknown_kid']);
  });

  test('two secrets overlap while one follows the other; retired, the first verifies nothing', async () => {
    const other = await setUpIdentity(workspace, 'enforce');
    const [before, after] = [await enforcing.sign({ aud: other.widgetKey }), await other.sign()];
    const old = await setUpIdentity(workspace, 'off');
    const token = await old.sign({ aud: other.widgetKey });
    const events = await eventsOf(workspace, async () => {
      const retired = await workspace.admin.post(`/auth/identity-secrets/${old.secretId}/retire`, {
        graceSeconds: 3600,
      });
      expect(retired.body.status).toBe('retiring');
      for (const each of [before, after, token]) expect((await other.start(each)).status).toBe(201);
      const ended = await workspace.admin.post(`/auth/identity-secrets/${old.secretId}/retire`, {
        graceSeconds: 0,
      });
      expect(ended.body.status).toBe('retired');
      await workspace.admin.post(`/auth/identity-secrets/${old.secretId}/retire`, { graceSeconds: 60 });
    });
    expect(events.filter(({ type }) => type === 'identity_secret.retired')).toHaveLength(2);
    expect(codes((await other.start(token)).body.metadata)).toEqual(['unknown_kid']);
  });

  test('a secret is shown once and never listed', async () => {
    const { text } = await workspace.admin.get('/auth/identity-secrets', { limit: 100 });
    expect(text).toContain(enforcing.kid);
    expect(text).not.toContain(enforcing.secret);
    expect(text).not.toContain('sealedSecret');
  });
});

describe('a token with a jti works once', () => {
  test('one after the other', async () => {
    const token = await enforcing.sign({ jti: 'once' });
    expect((await enforcing.start(token)).status).toBe(201);
    expect(codes((await enforcing.start(token)).body.metadata)).toEqual(['replayed_jti']);
  });

  test('and of parallel calls exactly one goes through', async () => {
    const token = await enforcing.sign({ jti: 'parallel', sub: 'parallel' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => enforcing.start(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
  });

  test('a call that is refused does not use it up', async () => {
    const token = await enforcing.sign({ jti: 'kept', exp: nowSeconds() + 60, aud: 'elsewhere' });
    await enforcing.start(token);
    const good = await enforcing.sign({ jti: 'kept' });
    expect((await enforcing.start(good)).status).toBe(201);
  });
});

describe('identity mode', () => {
  test('enforce: nobody without a token, and a token makes the customer', async () => {
    expectProblem(await enforcing.start(), 403, 'identity_required');
    const token = await enforcing.sign({ sub: 'user_7', name: 'Mariah', email: 'mariah@example.com' });
    const { body } = await enforcing.start(token);
    const { id } = await write(enforcing, body.token);
    expect(await customerOf(id)).toMatchObject({
      externalId: 'user_7',
      name: 'Mariah',
      email: 'mariah@example.com',
    });
  });

  test('enforce: an anonymous session from before is not renewed', async () => {
    const setup = await setUpIdentity(workspace, 'off');
    const { body } = await setup.start();
    await workspace.admin.patch(`/auth/widget-keys/${setup.widgetKeyId}`, { identityMode: 'enforce' });
    const refreshed = await setup.send(setup.widgetKey, 'POST', '/sessions/refresh', {
      body: { refreshToken: body.refreshToken },
    });
    expectProblem(refreshed, 403, 'identity_required');
  });

  test('report: a failure is noted and the visitor comes in anonymously', async () => {
    const setup = await setUpIdentity(workspace, 'report');
    const events = await eventsOf(workspace, async () => {
      const { body } = await setup.start(await setup.sign({ exp: 1 }));
      expect(body.identity).toBe('anonymous');
    });
    expect(events[0]!.data).toMatchObject({
      widgetSession: { identity: 'anonymous', identityFailures: ['expired'] },
    });
    expect((await setup.start(await setup.sign())).body.identity).toBe('verified');
    expect((await setup.start()).body.identity).toBe('anonymous');
  });

  test('off: a token is passed over, at the start and later', async () => {
    const setup = await setUpIdentity(workspace, 'off');
    const token = await setup.sign();
    const { body } = await setup.start(token);
    expect(body.identity).toBe('anonymous');
    const later = await setup.send(body.token, 'POST', '/sessions/identify', {
      body: { identityToken: token },
    });
    expect(later.body).toMatchObject({ identity: 'anonymous', claimedConversationIds: [] });
  });

  test('an email address, signed or not, finds no person', async () => {
    const email = 'victim@example.com';
    await workspace.admin.put('/customers/by-external-id/victim', { email });
    const { body } = await enforcing.start(await enforcing.sign({ sub: 'attacker', email }));
    const { id } = await write(enforcing, body.token);
    expect((await customerOf(id)).externalId).toBe('attacker');
    expect((await workspace.admin.get('/customers/ext:victim')).body.version).toBe(1);
  });
});

describe('identifying a session that goes on', () => {
  const identify = (setup: IdentitySetup, token: string, body: object) =>
    setup.send(token, 'POST', '/sessions/identify', { body });
  let setup: IdentitySetup;
  beforeAll(async () => {
    setup = await setUpIdentity(workspace, 'report');
  });

  test('gives a new pair, and the tokens before it are dead', async () => {
    const { body: before } = await setup.start();
    const events = await eventsOf(workspace, async () => {
      const identified = await identify(setup, before.token, { identityToken: await setup.sign() });
      expect(identified.body).toMatchObject({ id: before.id, identity: 'verified' });
      expect((await setup.send(identified.body.token, 'GET', '/conversations')).status).toBe(200);
    });
    expect(events.at(-1)).toMatchObject({ type: 'widget_session.identified' });
    expectProblem(await setup.send(before.token, 'GET', '/conversations'), 401, 'invalid_credentials');
    const old = await setup.send(setup.widgetKey, 'POST', '/sessions/refresh', {
      body: { refreshToken: before.refreshToken },
    });
    expectProblem(old, 401, 'revoked_credentials');
  });

  test('an invalid token is refused and the session goes on as it was', async () => {
    const { body } = await setup.start();
    expectProblem(
      await identify(setup, body.token, { identityToken: await setup.sign({ exp: 1 }) }),
      401,
      'invalid_identity_token',
    );
    expect((await setup.send(body.token, 'GET', '/conversations')).status).toBe(200);
  });

  test('takes along the conversations whose secrets are held, and no others', async () => {
    const { body: session } = await setup.start();
    const [held, other] = [await write(setup, session.token), await write(setup, session.token)];
    const { body } = await identify(setup, session.token, {
      identityToken: await setup.sign({ sub: 'claimer' }),
      conversationSecrets: [held.secret, 'nonsense'],
    });
    expect(body.claimedConversationIds).toEqual([held.id]);
    expect((await customerOf(held.id)).externalId).toBe('claimer');
    expect((await customerOf(other.id)).externalId).toBeNull();
    const list = await setup.send(body.token, 'GET', '/conversations');
    expect(list.body.data.map(({ id }: { id: string }) => id)).toEqual([held.id]);
  });

  test('a conversation of a known person stays with that person, whoever holds its secret', async () => {
    const { body: owner } = await setup.start(await setup.sign({ sub: 'owner' }));
    const theirs = await write(setup, owner.token);
    const { body: session } = await setup.start();
    const { body } = await identify(setup, session.token, {
      identityToken: await setup.sign({ sub: 'thief' }),
      conversationSecrets: [theirs.secret],
    });
    expect(body.claimedConversationIds).toEqual([]);
    expect((await customerOf(theirs.id)).externalId).toBe('owner');
  });

  test('a verified identity reads no history without the secret, not even its own', async () => {
    const token = await setup.sign({ sub: 'reader' });
    const { body: one } = await setup.start(token);
    const { id, secret } = await write(setup, one.token);
    const { body: two } = await setup.start(token);
    expect((await setup.send(two.token, 'GET', '/conversations')).body.data).toHaveLength(1);
    for (const session of [one, two]) {
      expectProblem(await read(setup, session.token, id), 403, 'conversation_secret_required');
      expect((await read(setup, session.token, id, secret)).status).toBe(200);
    }
  });
});

test('a refresh token of any earlier generation ends the session', async () => {
  const setup = await setUpIdentity(workspace, 'off');
  const refresh = (refreshToken: string) =>
    setup.send(setup.widgetKey, 'POST', '/sessions/refresh', { body: { refreshToken } });
  const { body: first } = await setup.start();
  let latest = first;
  for (let n = 0; n < 3; n++) latest = (await refresh(latest.refreshToken)).body;
  const events = await eventsOf(workspace, async () => {
    for (let n = 0; n < 2; n++) expectProblem(await refresh(first.refreshToken), 401, 'revoked_credentials');
  });
  expect(events.map(({ type }) => type)).toEqual(['widget_session.revoked']);
  expectProblem(await refresh(latest.refreshToken), 401, 'revoked_credentials');
});
