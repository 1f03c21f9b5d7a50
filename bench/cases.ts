import { encodeId } from '../packages/server/src/platform/ids.ts';
import type { Data } from './data.ts';
import { conversationUuid, takesAnswer, workspaceCount } from './numbering.ts';

export const operations = ['list', 'get', 'send'] as const;
export type Operation = (typeof operations)[number];
export const doors = ['rest', 'rpc'] as const;
export type Door = (typeof doors)[number];
export const contenderNames = ['ours', 'hand-written', 'usual'] as const;
export type ContenderName = (typeof contenderNames)[number];

export const titles: Record<Operation, string> = {
  list: 'page of 20 conversations',
  get: 'one conversation',
  send: 'send a message',
};

/** What a request is about: a conversation by its number, and the workspace that follows from it. */
export type Target = number;

export const pageSize = 20;
export const messageText =
  'The cursor has to be sent with the filter it was made with; then the next page opens as expected.';

interface Request {
  method: 'GET' | 'POST';
  path: string;
  token?: string;
  body?: unknown;
}

const query = (input: unknown) => `input=${encodeURIComponent(JSON.stringify({ json: input }))}`;

/** How each contender takes each operation at each door. */
export function requestOf(
  data: Data,
  contender: ContenderName,
  operation: Operation,
  door: Door,
  target: Target,
): Request {
  const workspace = data.workspaces[target % workspaceCount]!;
  const { token } = workspace;
  const uuid = conversationUuid(target);
  if (contender === 'hand-written') {
    const base = `/workspaces/${workspace.uuid}/conversations`;
    if (operation === 'list') return { method: 'GET', path: `${base}?limit=${pageSize}` };
    if (operation === 'get') return { method: 'GET', path: `${base}/${uuid}` };
    return { method: 'POST', path: `${base}/${uuid}/messages`, body: { body: { text: messageText } } };
  }
  const id = contender === 'ours' ? encodeId('conv', uuid) : uuid;
  if (door === 'rest') {
    const base = '/api/v1/conversations';
    if (operation === 'list') return { method: 'GET', path: `${base}?limit=${pageSize}`, token };
    if (operation === 'get') return { method: 'GET', path: `${base}/${id}`, token };
    return { method: 'POST', path: `${base}/${id}/messages`, token, body: { body: { text: messageText } } };
  }
  const base = '/api/trpc/conversations';
  if (operation === 'list')
    return { method: 'GET', path: `${base}.list?${query({ limit: pageSize })}`, token };
  if (operation === 'get') return { method: 'GET', path: `${base}.get?${query({ id })}`, token };
  const name = contender === 'ours' ? 'messages.send' : 'send';
  return {
    method: 'POST',
    path: `${base}.${name}`,
    token,
    body: { json: { conversationId: id, body: { text: messageText } } },
  };
}

/** The bytes of a request, made before anything is measured. */
export function toBytes({ method, path, token, body }: Request): string {
  const content = body === undefined ? '' : JSON.stringify(body);
  const headers = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...(content ? ['Content-Type: application/json', `Content-Length: ${content.length}`] : []),
  ];
  return `${headers.join('\r\n')}\r\n\r\n${content}`;
}

/** What success answers with. Only the REST doors that we and the hand-written route have speak of creation. */
export const statusOf = (contender: ContenderName, operation: Operation, door: Door) =>
  operation === 'send' && (contender === 'hand-written' || (contender === 'ours' && door === 'rest'))
    ? 201
    : 200;

/** Random conversations; for `send` those that take an answer. */
export function pickTargets(
  { conversations }: Data,
  operation: Operation,
  count: number,
  random: () => number,
): Target[] {
  const targets: Target[] = [];
  while (targets.length < count) {
    const target = Math.floor(random() * conversations);
    if (operation !== 'send' || takesAnswer(target)) targets.push(target);
  }
  return targets;
}
