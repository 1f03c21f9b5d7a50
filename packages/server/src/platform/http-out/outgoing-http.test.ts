import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutgoingHttp, type OutgoingRequest } from './index.ts';

interface Peer {
  readonly origin: string;
  readonly port: number;
  /** Requests that arrived, as `GET /path`, with what they carried. */
  readonly requests: { line: string; headers: Record<string, unknown>; body: string }[];
}

const servers: { close(): unknown; closeAllConnections?(): void }[] = [];
let answer: RequestListener = (_, response) => response.end('hello');

async function listen(host: string, port = 0): Promise<Peer> {
  const requests: Peer['requests'] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  servers.push(server);
  const taken = (server.address() as { port: number }).port;
  return { origin: `http://${host}:${taken}`, port: taken, requests };
}

/** What stands for the public internet, and what stands for the private network: both on this machine. */
let outside: Peer;
let inside: Peer;
let outgoing: OutgoingHttp;

beforeAll(async () => {
  outside = await listen('127.0.0.1');
  inside = await listen('127.0.0.2', outside.port);
  outgoing = new OutgoingHttp({ allow: ['127.0.0.1'], plain: true, ports: [outside.port] });
});

afterAll(async () => {
  await outgoing.close();
  for (const server of servers) {
    server.closeAllConnections?.();
    server.close();
  }
});

const answering = (listener: RequestListener) => {
  answer = listener;
  outside.requests.length = 0;
  inside.requests.length = 0;
};

const get = (path: string, more: Partial<OutgoingRequest> = {}) =>
  outgoing.request({ method: 'GET', url: `${outside.origin}${path}`, ...more });

const fault = (code: string) => ({ name: 'OutgoingError', code });

describe('an outgoing request', () => {
  test('carries what it was given and brings back status, headers and body', async () => {
    answering((_, response) => response.writeHead(418, { 'x-kind': 'teapot' }).end('short and stout'));
    const { status, headers, body, truncated } = await get('/pot', {
      method: 'POST',
      headers: { authorization: 'Bearer x' },
      body: 'tea',
    });
    expect([status, headers['x-kind'], body.toString(), truncated]).toEqual([
      418,
      'teapot',
      'short and stout',
      false,
    ]);
    expect(outside.requests).toMatchObject([
      {
        line: 'POST /pot',
        body: 'tea',
        headers: { authorization: 'Bearer x', 'accept-encoding': 'identity' },
      },
    ]);
  });

  test('reads no more than it was told to', async () => {
    answering((_, response) => {
      const more = () => {
        while (response.write('x'.repeat(1000)));
      };
      response.on('drain', more);
      more();
    });
    const { body, truncated } = await get('/endless', { bytesMax: 2500 });
    expect([body.length, truncated]).toEqual([2500, true]);
  });

  test('keeps a body of just the size that may be read', async () => {
    answering((_, response) => response.end('x'.repeat(2500)));
    const { body, truncated } = await get('/', { bytesMax: 2500 });
    expect([body.length, truncated]).toEqual([2500, false]);
  });

  test.each([
    ['never answers', () => undefined],
    ['answers with headers only', (response: any) => response.writeHead(200).flushHeaders()],
    [
      'drips its body',
      (response: any) => {
        response.write('.');
        const drip = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('is given up in time when the host %s', async (_, respond) => {
    answering((_request, response) => void respond(response));
    const began = Date.now();
    await expect(get('/', { timeoutMs: 300 })).rejects.toMatchObject(fault('timeout'));
    expect(Date.now() - began).toBeLessThan(3000);
  });

  test('tells what is no HTTP from what is no connection', async () => {
    const garbage = createSocketServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.write('SSH-2.0-OpenSSH_9.9\r\n')),
    );
    await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve));
    servers.push(garbage);
    const { port } = garbage.address() as { port: number };
    const ask = (url: string) => outgoing.request({ method: 'GET', url });
    await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toMatchObject(fault('invalid_response'));
    garbage.close();
    await new Promise((closed) => garbage.once('close', closed));
    await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toMatchObject(fault('connection_failed'));
    answering((_, response) => response.writeHead(200, { big: 'x'.repeat(60_000) }).end());
    await expect(get('/')).rejects.toMatchObject(fault('invalid_response'));
  });

  test('ends with the reason of whoever called it off', async () => {
    answering(() => undefined);
    const abort = new AbortController();
    const asked = get('/', { signal: abort.signal });
    abort.abort(new Error('called off'));
    await expect(asked).rejects.toThrow('called off');
  });
});

describe('a redirect', () => {
  const redirect =
    (location: string, status = 302): RequestListener =>
    (request, response) =>
      request.url === '/' ? response.writeHead(status, { location }).end() : response.end('arrived');

  test('is an answer like any other', async () => {
    answering(redirect(`${inside.origin}/secret`));
    expect((await get('/')).status).toBe(302);
    expect(inside.requests).toEqual([]);
  });

  test('is followed where that is asked for, and what is confidential stays with its host', async () => {
    const elsewhere = await listen('127.0.0.1');
    const headers = { authorization: 'Bearer x', 'x-api-key': 'k', accept: 'text/html' };
    answering(redirect(`${elsewhere.origin}/there`));
    const far = await get('/', { redirectsMax: 3, headers });
    expect([far.body.toString(), far.url]).toEqual(['arrived', `${elsewhere.origin}/there`]);
    expect(elsewhere.requests[0]!.headers).toMatchObject({ accept: 'text/html' });
    expect(elsewhere.requests[0]!.headers).not.toHaveProperty('authorization');
    expect(elsewhere.requests[0]!.headers).not.toHaveProperty('x-api-key');
    answering(redirect('/here', 308));
    await get('/', { redirectsMax: 3, headers });
    expect(outside.requests[1]!.headers).toMatchObject({ authorization: 'Bearer x', 'x-api-key': 'k' });
  });

  test.each([
    ['a private address', () => `${inside.origin}/secret`, 'address_not_allowed'],
    ['a private address in disguise', () => `http://0x7f000002:${inside.port}/`, 'address_not_allowed'],
    ['a file', () => 'file:///etc/passwd', 'url_not_allowed'],
    ['itself', () => '/', 'too_many_redirects'],
    ['nowhere', () => 'http://[', 'invalid_response'],
  ])('to %s is not followed', async (_, location, code) => {
    answering(redirect(location()));
    await expect(get('/', { redirectsMax: 3 })).rejects.toMatchObject(fault(code));
    expect(inside.requests).toEqual([]);
  });
});
