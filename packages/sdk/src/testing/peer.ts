import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { keyChecksum } from '../api-key.ts';
import { Woes, type WoesOptions } from '../index.ts';
import type { Problem } from '../problem.ts';
import { TestRuntime } from './test-runtime.ts';

/** A well-formed key. Made here, so that no scanner takes the source for a leak. */
export const keyOf = (prefix: string, random = '0'.repeat(32)) =>
  prefix + random + keyChecksum(prefix + random);
export const apiKey = keyOf('woesk_');

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Reaction = (response: ServerResponse, request: Received) => void;

/** A server that does what a test says, request by request; the last reaction stays. */
export class Peer {
  readonly received: Received[] = [];
  /** Connections of streams that have been closed from the other side. */
  closed = 0;
  readonly #server: Server;
  #reactions: Reaction[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Peer> {
    const server = createServer(async (incoming, response) => {
      let body = '';
      for await (const chunk of incoming) body += chunk;
      const request = {
        method: incoming.method!,
        url: incoming.url!,
        headers: incoming.headers,
        body,
      };
      peer.received.push(request);
      response.once('close', () => {
        if (!response.writableFinished) peer.closed += 1;
      });
      const [reaction = succeed({})] =
        peer.#reactions.length > 1 ? [peer.#reactions.shift()!] : peer.#reactions;
      reaction(response, request);
    });
    const peer = new Peer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return peer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  answers(...reactions: Reaction[]): void {
    this.#reactions = reactions;
    this.received.length = 0;
    this.closed = 0;
  }

  client(options: WoesOptions = {}): { woes: Woes; runtime: TestRuntime } {
    const runtime = new TestRuntime();
    return { woes: new Woes({ apiKey, baseUrl: this.url, ...options }, runtime), runtime };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const json = { 'content-type': 'application/json', 'woes-request-id': 'req_peer' };

/** A success in tRPC's form. */
export const succeed =
  (data: unknown): Reaction =>
  (response) =>
    response.writeHead(200, json).end(JSON.stringify({ result: { data: { json: data } } }));

export const problem = (code: string, status: number, more: Partial<Problem> = {}): Problem => ({
  type: `https://docs.woes.dev/errors/${code}`,
  title: code,
  status,
  detail: `It is ${code}.`,
  code: code as Problem['code'],
  requestId: 'req_peer',
  retry: 'no',
  retryAfter: null,
  metadata: {},
  errors: [],
  ...more,
});

/** A refusal in tRPC's form. */
export const refuse =
  (...about: Parameters<typeof problem>): Reaction =>
  (response) => {
    const refused = problem(...about);
    const data = { problem: refused, httpStatus: refused.status };
    response
      .writeHead(refused.status, json)
      .end(JSON.stringify({ error: { json: { code: -32_603, message: refused.detail, data } } }));
  };

/** What something between client and server says. */
export const page =
  (status: number, headers: Record<string, string> = {}): Reaction =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<h1>Sorry</h1>');

/** The answer is cut in the middle. */
export const cut: Reaction = (response) => {
  response.writeHead(200, { ...json, 'content-length': '1000' });
  response.write('{"result":', () => response.destroy());
};

/** No answer comes. */
export const silence: Reaction = () => undefined;

/** Opens an event stream and sends its parts, then what `end` does. */
export const stream =
  (parts: readonly (string | Uint8Array)[], end: 'cut' | 'end' | 'stay' = 'stay'): Reaction =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'woes-request-id': 'req_stream' });
    response.write(': connected\n\n');
    for (const part of parts.slice(0, -1)) response.write(part);
    response.write(parts.at(-1) ?? ': ping\n\n', () => {
      if (end === 'cut') response.destroy();
      if (end === 'end') response.end();
    });
  };

/** One event as the server frames it. */
export const event = (sequence: number, type = 'customer.updated') =>
  `id: ${sequence}\nevent: ${type}\ndata: ${JSON.stringify({
    id: `evt_${sequence}`,
    sequence,
    type,
    occurredAt: '2026-11-22T09:30:00.000Z',
    data: { text: 'Käse ✓' },
  })}\n\n`;
