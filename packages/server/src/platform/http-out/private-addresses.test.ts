import { execFileSync } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dns2 from 'dns2';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardedAgent, type Resolve } from './guarded-agent.ts';
import { OutgoingHttp } from './index.ts';

/** A server on every address of this machine: whatever reaches it has come through. */
let server: Server;
let port: number;
const reached: string[] = [];

beforeAll(async () => {
  server = createServer((socket: Socket) => {
    reached.push(socket.localAddress ?? '');
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => void server.close());

const fault = (code: string) => ({ name: 'OutgoingError', code });
const strict = () => ({ allow: [], plain: true, ports: [port] });

const loopbackInDisguise = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f.1',
  '0x7f000001',
  '0177.0.0.1',
  '017700000001',
  '0',
  '0.0.0.0',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '１２７.０.０.１',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b:1::127.0.0.1]',
  '[2002:7f00:1::]',
];
const otherwisePrivate = [
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.127.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '192.88.99.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '[fe80::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[5f00::1]',
  '[100::1]',
  '[2001::1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[2002:a00:1::]',
];

describe('an address that is not public', () => {
  test.each([...loopbackInDisguise, ...otherwisePrivate])('%s is refused as a URL', (host) => {
    const outgoing = new OutgoingHttp(strict());
    expect(() => outgoing.check(`http://${host}:${port}/`)).toThrow(
      expect.objectContaining(fault('address_not_allowed')),
    );
  });

  test.each([...loopbackInDisguise, ...otherwisePrivate])('%s is not connected to', async (host) => {
    reached.length = 0;
    const dispatcher = guardedAgent(strict());
    await expect(request(`http://${host}:${port}/`, { dispatcher })).rejects.toMatchObject(
      fault('address_not_allowed'),
    );
    expect(reached).toEqual([]);
    await dispatcher.destroy();
  });

  test.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'data:text/plain,x',
    'javascript:1',
    'http://example.com/',
    'https://localhost/',
    'https://localhost./',
    'https://metadata/',
    'https://example.com:22/',
    'https://user@example.com/',
    'https://user:pass@example.com/',
    'https://example.com/#x',
    'https://example.com/#',
    'https://',
    'example.com',
    '',
    'https://exa mple.com/',
  ])('%s is no URL to ask', (url) => {
    const outgoing = new OutgoingHttp({ allow: [], plain: false, ports: [443] });
    expect(() => outgoing.check(url)).toThrow(expect.objectContaining(fault('url_not_allowed')));
  });

  test.each([
    'https://example.com/',
    'https://例え.jp/path?q=1',
    'https://1.1.1.1/',
    'https://[2606:4700::1111]/',
  ])('%s is one', (url) => {
    const outgoing = new OutgoingHttp({ allow: [], plain: false, ports: [443] });
    expect(outgoing.check(url).protocol).toBe('https:');
  });
});

/** What stands for a public address in what follows. */
const allow = ['127.0.0.1'];
const named = (resolve: Resolve, more = {}) =>
  new OutgoingHttp({ allow, plain: true, ports: [port], ...more }, { resolve });
const ask = (outgoing: OutgoingHttp, host = 'docs.example.com') =>
  outgoing.request({ method: 'GET', url: `http://${host}:${port}/` });
const v4 = (address: string) => ({ address, family: 4 });

describe('a name', () => {
  test.each([
    ['a private address', [v4('127.0.0.2')]],
    ['the address of instance metadata', [v4('169.254.169.254')]],
    ['a mapped address', [{ address: '::ffff:127.0.0.2', family: 6 }]],
    ['nothing', []],
  ])('for %s is not connected to', async (_, addresses) => {
    reached.length = 0;
    await expect(ask(named(async () => addresses))).rejects.toMatchObject(fault('address_not_allowed'));
    expect(reached).toEqual([]);
  });

  test('for several addresses is reached at its public ones only', async () => {
    reached.length = 0;
    const mixed = named(async () => [v4('127.0.0.2'), v4('10.0.0.1'), v4('127.0.0.1'), v4('127.0.0.3')]);
    expect((await ask(mixed)).status).toBe(204);
    expect(reached.map((address) => address.replace('::ffff:', ''))).toEqual(['127.0.0.1']);
  });

  test('that resolves to one address when it is looked at and to another when it is used is left', async () => {
    let looks = 0;
    const twoFaced = {
      family: 4,
      get address() {
        looks += 1;
        return looks === 1 ? '127.0.0.1' : '127.0.0.2';
      },
    };
    await expect(ask(named(async () => [twoFaced]))).rejects.toMatchObject(fault('address_not_allowed'));
    expect(looks).toBeGreaterThan(1);
  });

  test('that nobody knows is told apart', async () => {
    const resolver = named(async () => {
      throw Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' });
    });
    await expect(ask(resolver)).rejects.toMatchObject(fault('name_not_found'));
  });

  test('on the list of the operator may be private, on any port and without TLS', async () => {
    const outgoing = new OutgoingHttp(
      { allow: ['crm.internal', 'crm'], plain: false, ports: [443] },
      { resolve: async () => [v4('127.0.0.9')] },
    );
    for (const host of ['crm.internal', 'crm']) expect((await ask(outgoing, host)).status).toBe(204);
    await expect(ask(outgoing, 'erp.internal')).rejects.toMatchObject(fault('url_not_allowed'));
  });

  test('that a name server moves to a private address between two requests is not followed there', async () => {
    let asked = 0;
    const answers = ['127.0.0.1', '127.0.0.2', '127.0.0.2'];
    const nameServer = dns2.createServer({
      udp: true,
      handle(query, send) {
        const response = dns2.Packet.createResponseFromRequest(query);
        const [question] = query.questions;
        const address = answers[Math.min(asked++, answers.length - 1)]!;
        response.answers.push({
          name: question!.name,
          type: dns2.Packet.TYPE.A,
          class: dns2.Packet.CLASS.IN,
          ttl: 0,
          address,
        } as never);
        send(response);
      },
    });
    const { udp } = await nameServer.listen({ udp: { port: 0, address: '127.0.0.1' } });
    const resolver = new Resolver();
    resolver.setServers([`127.0.0.1:${udp!.port}`]);
    reached.length = 0;
    const outgoing = named(async (host) => (await resolver.resolve4(host)).map(v4));
    // Checked when it is stored, and used later: the name has moved by then.
    outgoing.check(`http://rebind.example.com:${port}/`);
    expect((await ask(outgoing, 'rebind.example.com')).status).toBe(204);
    await expect(ask(outgoing, 'rebind.example.com')).rejects.toMatchObject(fault('address_not_allowed'));
    await expect(ask(outgoing, 'rebind.example.com')).rejects.toMatchObject(fault('address_not_allowed'));
    expect(reached.map((address) => address.replace('::ffff:', ''))).toEqual(['127.0.0.1']);
    await nameServer.close();
  });
});

const openssl = () => {
  try {
    return execFileSync('openssl', ['version']).length > 0;
  } catch {
    return false;
  }
};

test.runIf(openssl())('a certificate that nobody vouches for is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'woes-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '1',
    ].concat(['-subj', '/CN=docs.example.com', '-keyout', key, '-out', cert]),
    { stdio: 'ignore' },
  );
  let asked = 0;
  const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
  const { port: tlsPort } = tls.address() as { port: number };
  const outgoing = new OutgoingHttp(
    { allow, plain: false, ports: [tlsPort] },
    { resolve: async () => [v4('127.0.0.1')] },
  );
  const url = `https://docs.example.com:${tlsPort}/`;
  await expect(outgoing.request({ method: 'GET', url })).rejects.toMatchObject(fault('tls_failed'));
  expect(asked).toBe(0);
  await outgoing.close();
  tls.close();
});
