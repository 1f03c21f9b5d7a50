import {
  type Answer,
  createWorkspace,
  request,
  startWidget,
  type TestServer,
  type TestWorkspace,
  testRootToken,
  visitorOrigin,
  type WidgetVisitor,
} from '@woes/server/testing';
import { restCodesOf } from '../../packages/server/src/http/openapi/problem-responses.ts';
import { type Entry, errorCodesOf } from '../../packages/server/src/rpc/catalogue.ts';
import { encode } from '../../packages/server/src/rpc/superjson.ts';
import {
  exampleInput,
  type Ids,
  oneOfEach,
  restRequest,
  widgetOperations,
  workspaceOperations,
} from './operations.ts';

/** One operation with the two doors that lead to it. */
export interface Doors {
  readonly surface: 'workspace' | 'widget';
  readonly rest: string;
  readonly rpc: string;
  readonly entry: Entry;
}

/** Every operation of the server. New ones come by themselves: the routers are walked. */
export const everyOperation: Doors[] = [
  ...workspaceOperations.map((entry) => ({
    surface: 'workspace' as const,
    rest: '/api/v1',
    rpc: '/api/trpc',
    entry,
  })),
  ...widgetOperations.map((entry) => ({
    surface: 'widget' as const,
    rest: '/api/widget/v1',
    rpc: '/api/widget/trpc',
    entry,
  })),
];

export const titled = (doors: readonly Doors[]) =>
  doors.map((each) => [`${each.surface} ${each.entry.name}`, each] as const);

/** A workspace with one of each object, a visitor with a conversation, and the keys that open every door. */
export interface Stage {
  readonly server: TestServer;
  readonly workspace: TestWorkspace;
  readonly visitor: WidgetVisitor;
  readonly ids: Ids;
  readonly visitorIds: Ids;
  readonly conversationSecret: string;
  /** Of a session of its own: used once, it would end the visitor's. */
  readonly refreshToken: string;
}

export async function stage(given?: TestServer): Promise<Stage> {
  const workspace = await createWorkspace(given);
  const ids = await oneOfEach(workspace);
  const visitor = await startWidget(workspace);
  const started = await visitor.send('POST', '/conversations', {
    body: { body: { text: 'How?' }, clientMessageId: 'c0' },
  });
  if (started.status !== 201) throw new Error(started.text);
  return {
    server: workspace.server,
    workspace,
    visitor,
    ids,
    visitorIds: { ...ids, conv: started.body.conversation.id },
    conversationSecret: started.body.secret,
    refreshToken: (await visitor.send('POST', '/sessions', { key: visitor.widgetKey })).body.refreshToken,
  };
}

let made = 0;

/** An input that the operation accepts here and now. */
export function validInput({ surface, entry }: Doors, on: Stage): Record<string, unknown> {
  const input = exampleInput(entry, surface === 'widget' ? on.visitorIds : on.ids);
  const { headers = {} } = entry.operation;
  // What must be unique in the installation or the workspace, and what only its owner knows.
  if ('slug' in input) input.slug = `walk-${process.pid}-${++made}`;
  if ('refreshToken' in input) input.refreshToken = on.refreshToken;
  if ('clientMessageId' in input) input.clientMessageId = `walk-${++made}`;
  for (const [field, header] of Object.entries(headers))
    if (header === 'Woes-Conversation-Secret') input[field] = on.conversationSecret;
  return input;
}

/** The key that opens an operation. */
export function keyOf({ entry }: Doors, on: Stage): string | null {
  const { access } = entry.operation;
  if ('public' in access) return null;
  if ('root' in access) return testRootToken;
  if ('widget' in access) return access.widget === 'key' ? on.visitor.widgetKey : on.visitor.token;
  return on.workspace.admin.key;
}

export interface Asking {
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
  /** Sent as it is, in place of the JSON of the input. */
  readonly raw?: string;
}

/** Who identifies himself goes on with another token: each time takes a session of its own. */
export const freshKeyOf = async (doors: Doors, on: Stage): Promise<string | null> => {
  if (!('endsToken' in doors.entry.operation.access)) return keyOf(doors, on);
  return (await on.visitor.send('POST', '/sessions', { key: on.visitor.widgetKey })).body.token;
};

const headersOf = async (doors: Doors, on: Stage, { key, headers }: Asking) => {
  const shown = key === undefined ? await freshKeyOf(doors, on) : key;
  return {
    ...(doors.surface === 'widget' ? { origin: visitorOrigin } : {}),
    ...(shown ? { authorization: `Bearer ${shown}` } : {}),
    ...headers,
  };
};

/** Header values are bytes: what cannot be one is sent percent-encoded, as a client library would. */
const headerSafe = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      /^[\t\x20-\x7e]*$/.test(value) ? value : encodeURIComponent(value.toWellFormed()),
    ]),
  );

/** Asks at the REST door. A stream is closed as soon as it has begun. */
export async function overRest(
  doors: Doors,
  on: Stage,
  input: Record<string, unknown>,
  asking: Asking = {},
): Promise<Answer> {
  const { method, path, body, query, headers } = restRequest(doors.entry, wellFormedPath(doors.entry, input));
  const all = headerSafe({ ...headers, ...(await headersOf(doors, on, asking)) });
  const asked = { headers: all, ...(query ? { query } : {}) };
  if (doors.entry.kind === 'subscription') return beginning(on.server, method, doors.rest + path, asked);
  return request(on.server, method, doors.rest + path, {
    ...asked,
    ...(asking.raw !== undefined && method !== 'GET'
      ? { body: asking.raw }
      : body === undefined
        ? {}
        : { body }),
  });
}

/** A path is made of well-formed text, whatever is to stand in it. */
function wellFormedPath({ operation }: Entry, input: Record<string, unknown>): Record<string, unknown> {
  const safe = { ...input };
  for (const [, name] of operation.rest.matchAll(/\{(\w+)\}/g)) {
    const value = safe[name!];
    if (typeof value === 'string') safe[name!] = value.toWellFormed().slice(0, 4000) || 'x';
  }
  return safe;
}

/** Asks at the RPC door. */
export async function overRpc(
  { rpc, entry, ...doors }: Doors,
  on: Stage,
  input: unknown,
  asking: Asking = {},
): Promise<Answer> {
  const headers = headerSafe(await headersOf({ rpc, entry, ...doors }, on, asking));
  const encoded = asking.raw ?? JSON.stringify(encode(input));
  if (entry.kind === 'mutation')
    return request(on.server, 'POST', `${rpc}/${entry.name}`, { body: encoded, headers });
  const asked = { query: { input: encoded }, headers };
  return entry.kind === 'subscription'
    ? beginning(on.server, 'GET', `${rpc}/${entry.name}`, asked)
    : request(on.server, 'GET', `${rpc}/${entry.name}`, asked);
}

/** The answer of what may go on for ever: whole when it is a refusal, else its first bytes. */
async function beginning(
  server: TestServer,
  method: string,
  path: string,
  { headers, query = {} }: { headers: Record<string, string>; query?: Record<string, string | string[]> },
): Promise<Answer> {
  const url = new URL(path, server.url);
  for (const [name, value] of Object.entries(query))
    for (const each of [value].flat()) url.searchParams.append(name, each);
  const abort = new AbortController();
  const response = await fetch(url, { method, headers, signal: abort.signal });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? await firstFrames(response, path.includes('/trpc/')) : await response.text();
  abort.abort();
  // tRPC refuses a subscription inside of the stream that it has begun.
  const refusal = /event: serialized-error\ndata: (.*)\n/.exec(text)?.[1];
  const isJson = response.headers.get('content-type')?.includes('json');
  const body = refusal ? { error: JSON.parse(refusal) } : isJson && text ? JSON.parse(text) : undefined;
  const status = refusal ? body.error.json.data.problem.status : response.status;
  return { status, headers: response.headers, text, body };
}

/** How long a stream of tRPC may say nothing before it counts as one that has begun. */
const silenceMs = 250;

/** What a stream says first. Ours begins with a comment when it is granted; tRPC's begins in any case. */
async function firstFrames(response: Response, isRpc: boolean): Promise<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  const quiet = new Promise<null>((done) => setTimeout(() => done(null), silenceMs).unref());
  let text = '';
  for (;;) {
    const read = reader.read().catch(() => null);
    const chunk = await (isRpc ? Promise.race([read, quiet]) : read);
    if (!chunk || chunk.done) return text;
    text += decoder.decode(chunk.value, { stream: true });
    if (!isRpc || /event: serialized-error\ndata: .*\n/.test(text)) return text;
  }
}

/** The refusal in an answer of either door; null when it succeeded. */
export function refusalOf(answer: Answer): any {
  if (answer.status < 400) return null;
  return answer.body?.error?.json?.data?.problem ?? answer.body;
}

/** What an answer should not be: a fault of ours, no problem at all, or a code that its door does not announce. */
export function faultOf(door: 'rest' | 'rpc', { entry }: Doors, answer: Answer): string | null {
  const refusal = refusalOf(answer);
  if (!refusal) return null;
  if (answer.status >= 500) return `${answer.status} ${answer.text.slice(0, 300)}`;
  if (typeof refusal.code !== 'string') return `no problem: ${answer.text.slice(0, 300)}`;
  const announced = door === 'rest' ? restCodesOf(entry) : errorCodesOf(entry);
  if (!announced.includes(refusal.code)) return `undeclared ${refusal.code}`;
  return null;
}
