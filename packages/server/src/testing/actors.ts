import type { Problem } from '../contract/errors.ts';
import type { Scope } from '../contract/scopes.ts';
import { encode } from '../rpc/superjson.ts';
import { type TestServer, testRootToken, testServer } from './server.ts';

/** A raw HTTP answer: what a caller in any language sees. */
export interface Answer<T = any> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

export interface Asked {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string | number | readonly string[]>;
}

/** Sends a request as a program in any language would. */
export async function request(
  server: TestServer,
  method: string,
  path: string,
  { body, headers, query }: Asked = {},
): Promise<Answer> {
  const url = new URL(path, server.url);
  for (const [name, value] of Object.entries(query ?? {}))
    for (const each of [value].flat()) url.searchParams.append(name, String(each));
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text ? JSON.parse(text) : undefined,
  };
}

/** Somebody with a key, at the REST door of a workspace. */
export class RestActor {
  readonly server: TestServer;
  readonly key: string;

  constructor(server: TestServer, key: string) {
    this.server = server;
    this.key = key;
  }

  send(method: string, path: string, asked: Asked = {}): Promise<Answer> {
    return request(this.server, method, `/api/v1${path}`, {
      ...asked,
      headers: { authorization: `Bearer ${this.key}`, ...asked.headers },
    });
  }

  get = (path: string, query?: Asked['query']) => this.send('GET', path, query ? { query } : {});
  post = (path: string, body?: unknown, headers?: Asked['headers']) =>
    this.send('POST', path, { body, ...(headers ? { headers } : {}) });
  patch = (path: string, body: unknown, headers?: Asked['headers']) =>
    this.send('PATCH', path, { body, ...(headers ? { headers } : {}) });
  put = (path: string, body: unknown, headers?: Asked['headers']) =>
    this.send('PUT', path, { body, ...(headers ? { headers } : {}) });
  delete = (path: string, headers?: Asked['headers']) =>
    this.send('DELETE', path, headers ? { headers } : {});

  /** Calls through the RPC door and gives the answer as tRPC puts it on the wire. */
  rpc(
    kind: 'query' | 'mutation',
    procedure: string,
    input: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const encoded = JSON.stringify(encode(input));
    const authorization = { authorization: `Bearer ${this.key}`, ...headers };
    return kind === 'query'
      ? request(this.server, 'GET', `/api/trpc/${procedure}`, {
          query: { input: encoded },
          headers: authorization,
        })
      : request(this.server, 'POST', `/api/trpc/${procedure}`, { body: encoded, headers: authorization });
  }
}

export interface TestWorkspace {
  readonly server: TestServer;
  readonly id: string;
  readonly channelId: string;
  /** Holds every scope. */
  readonly admin: RestActor;
  /** A credential with just these scopes. */
  withScopes(...scopes: Scope[]): Promise<RestActor>;
}

let made = 0;

/** A new workspace: what one suite does is invisible to all others. */
export async function createWorkspace(given?: TestServer): Promise<TestWorkspace> {
  const server = given ?? (await testServer());
  made += 1;
  const slug = `suite-${process.pid}-${made}-${Math.random().toString(36).slice(2, 8)}`;
  const root = new RestActor(server, testRootToken);
  const created = await root.post('/workspaces', { name: `Suite ${made}`, slug });
  if (created.status !== 201) throw new Error(`No workspace: ${created.text}`);
  const admin = new RestActor(server, created.body.credential.secret);
  return {
    server,
    id: created.body.workspace.id,
    channelId: created.body.channelId,
    admin,
    async withScopes(...scopes) {
      const credential = await admin.post('/auth/credentials', {
        name: scopes.join(' ').slice(0, 200),
        scopes,
      });
      if (credential.status !== 201) throw new Error(`No credential: ${credential.text}`);
      return new RestActor(server, credential.body.secret);
    },
  };
}

/** A conversation with a first message from its customer. */
export async function createConversation(workspace: TestWorkspace, more: Record<string, unknown> = {}) {
  const created = await workspace.admin.post('/conversations', {
    customer: { externalId: `user-${++made}` },
    channelId: workspace.channelId,
    firstMessage: { text: 'How do I skip to the next track?' },
    ...more,
  });
  if (created.status !== 201) throw new Error(`No conversation: ${created.text}`);
  return created.body;
}

/** All events of the workspace after a sequence, oldest first. */
export async function eventsAfter(workspace: TestWorkspace, afterSequence = 0) {
  const events: { type: string; sequence: number; data: any; changes: any; resource: any; actor: any }[] = [];
  for (let after = afterSequence; ; ) {
    const { body } = await workspace.admin.get('/events', { afterSequence: after, limit: 100 });
    events.push(...body.data);
    if (!body.hasMore) return events;
    after = body.nextSequence;
  }
}

export const problemOf = (answer: Answer): Problem => answer.body as Problem;
