import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../contract/scopes.ts';
import {
  createWorkspace,
  expectProblem,
  fieldProblems,
  RestActor,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer({ WOES_TRUST_PROXY: 'true' });
  workspace = await createWorkspace(server);
});
afterAll(() => server.stop());

const mint = (actor: RestActor, more: object = {}, headers = {}) =>
  actor.post('/auth/credentials', { name: 'Minted', scopes: ['customers:read'], ...more }, headers);
const actorWith = async (more: object = {}) => {
  const { body } = await mint(workspace.admin, { scopes: ['credentials:write', 'customers:read'], ...more });
  return new RestActor(server, body.secret);
};
const from = (ip: string) => ({ 'x-forwarded-for': ip });

describe('a credential cannot make one that may do more', () => {
  test('scopes that it does not hold are refused and all named', async () => {
    const actor = await actorWith();
    expectProblem(await mint(actor, { scopes }), 403, 'insufficient_scope', {
      missingScopes: scopes.filter((scope) => scope !== 'credentials:write' && scope !== 'customers:read'),
    });
    expectProblem(await mint(actor, { scopes: ['customers:write'] }), 403, 'insufficient_scope', {
      missingScope: 'customers:write',
    });
    expect((await mint(actor, { scopes: ['customers:read', 'credentials:write'] })).status).toBe(201);
  });

  test('one that ends makes none that outlives it', async () => {
    const actor = await actorWith({ expiresAt: '2027-01-01T00:00:00.000Z' });
    for (const more of [{}, { expiresAt: '2027-01-01T00:00:00.001Z' }])
      expect(fieldProblems(await mint(actor, more))).toEqual(['body /expiresAt invalid_value']);
    expect((await mint(actor, { expiresAt: '2027-01-01T00:00:00.000Z' })).status).toBe(201);
  });

  test('one with an address list makes none that works elsewhere', async () => {
    const actor = await actorWith({ ipAllowlist: ['203.0.113.0/24', '2001:db8::/32'] });
    const here = from('203.0.113.9');
    for (const ipAllowlist of [
      [],
      ['0.0.0.0/0'],
      ['203.0.113.0/23'],
      ['203.0.113.7', '198.51.100.1'],
      ['::/0'],
    ])
      expect(fieldProblems(await mint(actor, { ipAllowlist }, here))).toEqual([
        'body /ipAllowlist invalid_value',
      ]);
    for (const ipAllowlist of [['203.0.113.7'], ['203.0.113.128/25', '2001:db8:1::/48'], ['203.0.113.0/24']])
      expect((await mint(actor, { ipAllowlist }, here)).status).toBe(201);
  });
});

describe('addresses', () => {
  test('a key works from the listed addresses only', async () => {
    const actor = await actorWith({ ipAllowlist: ['203.0.113.0/24', '198.51.100.7', '2001:db8::/32'] });
    const ask = (ip: string) => actor.send('GET', '/auth/me', { headers: from(ip) });
    for (const ip of ['203.0.113.1', '203.0.113.255', '198.51.100.7', '2001:db8::1', '::ffff:198.51.100.7'])
      expect((await ask(ip)).status, ip).toBe(200);
    for (const ip of ['203.0.114.1', '198.51.100.8', '2001:db9::1', '127.0.0.1', 'not an address'])
      expectProblem(await ask(ip), 403, 'ip_not_allowed');
  });

  test('only the address that our own proxy saw counts, not those the caller wrote before it', async () => {
    const actor = await actorWith({ ipAllowlist: ['203.0.113.5'] });
    const ask = (ip: string) => actor.send('GET', '/auth/me', { headers: from(ip) });
    expectProblem(await ask('203.0.113.5, 192.0.2.1'), 403, 'ip_not_allowed');
    expect((await ask('192.0.2.1, 203.0.113.5')).status).toBe(200);
  });
});

describe('time', () => {
  test('a key works up to its end, and is listed as expired afterwards', async () => {
    const { body } = await mint(workspace.admin, {
      expiresAt: new Date(server.clock.now().getTime() + 3_600_000).toISOString(),
    });
    const user = new RestActor(server, body.secret);
    server.clock.advance(3_500_000);
    expect((await user.get('/auth/me')).status).toBe(200);
    server.clock.advance(200_000);
    for (let n = 0; n < 2; n++) expectProblem(await user.get('/auth/me'), 401, 'expired_credentials');
    const { admin } = workspace;
    expect((await admin.get(`/auth/credentials/${body.id}`)).body.status).toBe('expired');
    const listed = async (status: string) =>
      (await admin.get('/auth/credentials', { status, limit: 100 })).body.data.map(({ id }: any) => id);
    expect(await listed('expired')).toEqual([body.id]);
    expect(await listed('active')).not.toContain(body.id);
    expect((await admin.delete(`/auth/credentials/${body.id}`)).body.status).toBe('revoked');
    expectProblem(await user.get('/auth/me'), 401, 'revoked_credentials');
  });
});
