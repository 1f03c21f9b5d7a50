import { appRouter, widgetRouter } from '@woes/server/router';
import { createConversation, jobEnd, type TestWorkspace } from '@woes/server/testing';
import { exampleId } from '../../packages/server/src/contract/ids.ts';
import { type Entry, operationsOf } from '../../packages/server/src/rpc/catalogue.ts';
import { customFieldTargets } from '../../packages/server/src/workspaces/contract.ts';

export const workspaceOperations: Entry[] = operationsOf(appRouter);
export const widgetOperations: Entry[] = operationsOf(widgetRouter);

/** Ids by their prefix: one existing object of each kind; of some a second, under the id that examples have. */
export type Ids = Record<string, string>;

let count = 0;

/** Makes one object of each kind that an operation can name. */
export async function oneOfEach(workspace: TestWorkspace): Promise<Ids> {
  const { admin, channelId } = workspace;
  const made = `${process.pid}-${++count}`;
  const customer = await admin.put(`/customers/by-external-id/one-${made}`, {
    identities: [{ type: 'email', value: `one-${made}@example.com`, verified: true }],
  });
  const conversation = await createConversation(workspace, { customer: { id: customer.body.id } });
  const another = await createConversation(workspace, { customer: { id: customer.body.id } });
  const messages = await admin.get(`/conversations/${conversation.id}/messages`);
  const reply = await admin.post(`/conversations/${conversation.id}/messages`, { body: { text: 'So.' } });
  const second = await admin.post(`/conversations/${conversation.id}/messages`, {
    direction: 'inbound',
    body: { text: 'And how do I go back?' },
  });
  const note = await admin.post(`/conversations/${conversation.id}/notes`, { body: 'A note.' });
  const credential = await admin.post('/auth/credentials', { name: 'One', scopes: ['customers:read'] });
  const widgetKey = await admin.post('/auth/widget-keys', {
    channelId,
    name: 'One',
    allowedOrigins: ['https://docs.example.com'],
  });
  const identitySecret = await admin.post('/auth/identity-secrets', { algorithm: 'HS256' });
  const conversationSecret = await admin.post(`/conversations/${conversation.id}/secrets`, {
    purpose: 'resume',
    customerId: conversation.customer.id,
    ttlSeconds: 3600,
  });
  const job = await admin.post('/customers/bulk', {
    items: ['one', 'two', 'three'].map((externalId) => ({ externalId })),
  });
  await jobEnd(admin, job.body.id);
  const issue = await admin.post('/issues', { title: 'One', conversationIds: [conversation.id] });
  const link = await admin.get(`/conversations/${conversation.id}/issue-links`);
  await admin.post('/issues', { title: 'Other', conversationIds: [another.id] });
  const otherLink = await admin.get(`/conversations/${another.id}/issue-links`);
  const attachment = await admin.post('/attachments', {
    filename: 'one.txt',
    contentType: 'text/plain',
    size: 3,
  });
  const events = await admin.get('/events', { limit: 1 });
  const account = await admin.put('/accounts/by-external-id/acme', { name: 'Acme' });
  const double = await admin.put(`/customers/by-external-id/double-${made}`, {});
  const keeper = await admin.put(`/customers/by-external-id/keeper-${made}`, {});
  const merged = await admin.put(`/customers/by-external-id/merged-${made}`, {});
  await admin.post(`/customers/${keeper.body.id}/merge`, { sourceId: merged.body.id });
  await admin.put('/context-providers/billing', {
    url: 'https://api.acme.example/woes/context',
    facts: [{ key: 'monthly_spend', label: 'Monthly spend', type: 'number' }],
    enabled: false,
  });
  const customField = await admin.post('/custom-fields', {
    target: customFieldTargets[count % customFieldTargets.length],
    key: `one_${count}`,
    label: 'One',
    type: 'select',
    options: [{ key: 'first', label: 'First' }],
  });
  // A target has room for so many fields in use, and suites ask for one of each more often.
  await admin.patch(`/custom-fields/${customField.body.id}`, { archived: true });
  return {
    ws: workspace.id,
    chn: channelId,
    conv: conversation.id,
    [exampleId('conv', 2)]: another.id,
    cus: conversation.customer.id,
    msg: messages.body.data[0].id,
    [exampleId('msg', 2)]: reply.body.id,
    [exampleId('msg', 3)]: second.body.id,
    note: note.body.id,
    key: credential.body.id,
    wk: widgetKey.body.id,
    evt: events.body.data[0].id,
    isec: identitySecret.body.id,
    csec: conversationSecret.body.id,
    att: attachment.body.id,
    job: job.body.id,
    acc: account.body.id,
    idn: customer.body.identities[0].id,
    [exampleId('cus', 2)]: double.body.id,
    [exampleId('cus', 3)]: merged.body.id,
    fld: customField.body.id,
    iss: issue.body.id,
    lnk: link.body.data[0].id,
    [exampleId('lnk', 2)]: otherLink.body.data[0].id,
    ...(await oneOfThePeople(workspace, made)),
  };
}

/**
 * A role, a member, a team, a tag, and an invitation that nobody has accepted; and a role and a member that nothing else
 * needs: examples that end one name it by the number 9.
 */
async function oneOfThePeople({ admin }: TestWorkspace, n: string): Promise<Ids> {
  const role = (key: string) => admin.post('/roles', { name: key, key, permissions: ['customers:read'] });
  const tag = (slug: string) => admin.post('/tags', { name: slug, slug });
  const roles = await admin.get('/roles', { sort: 'created_at', limit: 4 });
  const viewer = roles.body.data.find(({ key }: { key: string }) => key === 'viewer').id;
  const invite = async (name: string): Promise<string> =>
    (await admin.post('/members', { email: `${name}-${n}@example.com`, roleId: viewer })).body
      .invitationToken;
  const join = async (name: string) =>
    admin.post('/invitations/accept', { invitationToken: await invite(name) });
  // By the key that examples have, too.
  for (const key of ['tier-two', `team-${n}`]) await admin.put(`/teams/${key}`, {});
  return {
    rol: (await role(`one-${n}`)).body.id,
    [exampleId('rol', 9)]: (await role(`other-${n}`)).body.id,
    mem: (await join('one')).body.id,
    [exampleId('mem', 9)]: (await join('other')).body.id,
    team: (await admin.get('/teams/tier-two')).body.id,
    [exampleId('team', 2)]: (await admin.get(`/teams/team-${n}`)).body.id,
    tag: (await tag(`one-${n}`)).body.id,
    [exampleId('tag', 9)]: (await tag(`other-${n}`)).body.id,
    invitation: await invite('third'),
  };
}

const idPattern = /^([a-z]+)_[0-9a-hjkmnp-tv-z]{26}$/;

/** The example of an operation with its ids replaced by existing ones. */
export function exampleInput({ operation }: Entry, ids: Ids): Record<string, unknown> {
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string') {
      // Only ids are replaced: `tag` is also a word.
      const prefix = idPattern.exec(value)?.[1];
      return prefix === undefined ? value : (ids[value] ?? ids[prefix] ?? value);
    }
    if (Array.isArray(value)) return value.map(replace);
    if (value instanceof Date || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, replace(field)]));
  };
  const input = replace(operation.example.input ?? {}) as Record<string, unknown>;
  return 'invitationToken' in input && ids.invitation ? { ...input, invitationToken: ids.invitation } : input;
}

export interface RestRequest {
  method: string;
  path: string;
  body?: unknown;
  query?: Record<string, string | string[]>;
  headers: Record<string, string>;
}

/** The REST request that says the same as an input of the procedure. */
export function restRequest({ operation }: Entry, input: Record<string, unknown>): RestRequest {
  const [method = '', template = ''] = operation.rest.split(' ');
  const rest = { ...input };
  const headers: Record<string, string> = {};
  for (const [field, header] of Object.entries(operation.headers ?? {})) {
    if (rest[field] !== undefined) headers[header] = String(rest[field]);
    delete rest[field];
  }
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  if (method !== 'GET' && method !== 'DELETE') return { method, path, headers, body: rest };
  const text = (value: unknown) =>
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  const query = Object.fromEntries(
    Object.entries(rest)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(text) : text(value)]),
  );
  return { method, path, headers, query };
}

/** Asks for an operation at the REST door. */
export function askRest(
  workspace: TestWorkspace,
  entry: Entry,
  input: Record<string, unknown>,
  headers: Record<string, string> = {},
) {
  const { method, path, ...asked } = restRequest(entry, input);
  return workspace.admin.send(method, path, { ...asked, headers: { ...asked.headers, ...headers } });
}
