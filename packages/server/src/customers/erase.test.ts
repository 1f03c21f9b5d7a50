import { beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../contract/ids.ts';
import { indexChanges } from '../conversations/index.ts';
import {
  createConversation,
  createWorkspace,
  eventsAfter,
  eventsOf,
  expectForeignUnknown,
  expectProblem,
  expectScopeNeeded,
  type RestActor,
  runDueJobs,
  setUpIdentity,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

let count = 0;
const make = async (body: object = {}, actor = admin) =>
  (await actor.put(`/customers/by-external-id/erase-${++count}`, body)).body;
const remove = (id: string, query: string, actor = admin, headers = {}) =>
  actor.delete(`/customers/${id}?${query}`, headers);
const get = async (id: string, actor = admin) => (await actor.get(`/customers/${id}`)).body;

/** Every value that is stored as text, JSON, a list of texts or bytes, in every table there is. */
async function everythingStored(server: TestServer): Promise<Map<string, string>> {
  const lease = await server.services.engine.acquire();
  try {
    await lease.command('reset role');
    const columns = await lease.rows(
      `select table_schema as schema, table_name as name, column_name as col, data_type as type
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
         and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea', 'uuid')`,
      [],
    );
    const found = new Map<string, string>();
    for (const { schema, name, col, type } of columns) {
      const value = type === 'bytea' ? `encode("${col}", 'escape')` : `"${col}"::text`;
      const rows = await lease.values(
        `select ${value} from "${schema}"."${name}" where "${col}" is not null`,
        [],
      );
      found.set(`${name}.${col}`, rows.map(([each]) => String(each)).join('\n'));
    }
    return found;
  } finally {
    lease.release();
  }
}

describe('an erasure', () => {
  test('leaves nothing of a person in any column of any table', async () => {
    const server = await startTestServer();
    const own = await createWorkspace(server);
    const actor = own.admin;
    // Texts that stand nowhere else, one for each place that a value of the person can get to.
    const needles = new Map<string, string>();
    const needle = (place: string) => {
      const value = `Needle${needles.size}Q${place.replace(/[^a-z]/gi, '')}`;
      needles.set(place, value);
      return value;
    };
    const keyed = () => ({ 'idempotency-key': `erase-${needles.size}` });
    const name = `${needle('first name')} ${needle('last name')}`;
    const mail = `${needle('mail')}@Example.com`;
    const phone = '+49 30 90' + '817263';
    needles.set('phone', '90' + '817263');
    const externalId = needle('external id');
    for (const [target, key] of [['customer', 'note']])
      await actor.post('/custom-fields', { target, key, label: 'Note', type: 'text' });
    const made = await actor.put(
      `/customers/by-external-id/${externalId}`,
      {
        name,
        email: mail,
        phone,
        traits: { [needle('trait key')]: needle('trait value') },
        customFields: { note: needle('custom field') },
        identities: [
          { type: 'discord', value: needle('discord') },
          { type: 'email', value: `${needle('identity mail')}@example.com`, verified: true },
        ],
        externalIds: [{ system: 'crm', id: needle('crm id') }],
      },
      keyed(),
    );
    expect(made.status, made.text).toBe(200);
    const { id } = made.body;
    await actor.patch(`/customers/${id}`, { tags: { add: ['needletag'] } }, keyed());
    needles.set('tag', 'needletag');
    const doomed = await actor.post(`/customers/${id}/identities`, {
      type: 'widget',
      value: needle('removed identity'),
    });
    await actor.delete(`/customers/${id}/identities/${doomed.body.id}`);
    await actor.post(
      `/customers/${id}/events`,
      {
        name: needle('event name'),
        properties: { [needle('property key')]: needle('property') },
        api: { path: `/${needle('event path')}` },
        dedupeKey: needle('dedupe key'),
      },
      keyed(),
    );
    await actor.put('/accounts/by-external-id/acme', {
      members: { add: [{ customerId: id, role: needle('role') }] },
    });

    // A double that was merged, and one that was merged and taken back before it became somebody else.
    const double = await actor.put(`/customers/by-external-id/${needle('double id')}`, {
      name: needle('double name'),
      email: `${needle('double mail')}@example.com`,
    });
    await actor.post(
      `/customers/${id}/merge`,
      { sourceId: double.body.id, fieldStrategy: { email: 'keep_target' } },
      keyed(),
    );

    // What the person wrote, what was written about the person, and what holds both.
    const words = needle('first message');
    const conversation = await actor.post(
      '/conversations',
      {
        customer: { id },
        channelId: own.channelId,
        subject: needle('subject'),
        externalId: needle('conversation id'),
        apiContext: { method: 'GET', path: `/users/${externalId}` },
        firstMessage: { text: words },
      },
      keyed(),
    );
    expect(conversation.status, conversation.text).toBe(201);
    const conv = conversation.body.id;
    const say = (body: object) => actor.post(`/conversations/${conv}/messages`, body, keyed());
    await say({ body: { text: `Dear ${name}, we wrote to ${mail.toLowerCase()} and called ${phone}.` } });
    await say({
      direction: 'inbound',
      body: { text: needle('second message') },
      clientMessageId: needle('client id'),
    });
    await actor.post(
      `/conversations/${conv}/notes`,
      { body: `${name.split(' ')[0]} is ${externalId}.` },
      keyed(),
    );
    await actor.patch(`/conversations/${conv}`, { subject: `About ${mail}` }, keyed());
    await actor.post(`/conversations/${conv}/resolve`, { resolutionSummary: `Told ${name}.` }, keyed());
    await actor.post(`/conversations/${conv}/reopen`, { reason: `${mail} wrote again` });
    const issue = await actor.post('/issues', {
      title: `Asked by ${name}`,
      description: `See ${mail}`,
      conversationIds: [conv],
      customerId: id,
    });
    expect(issue.status, issue.text).toBe(201);

    const content = needle('file content');
    const file = await actor.post(
      '/attachments',
      { filename: `${needle('file name')}.txt`, contentType: 'text/plain', size: content.length },
      keyed(),
    );
    expect(file.status, file.text).toBe(201);
    needles.delete('file content');
    expect(
      (await fetch(new URL(file.body.uploadUrl, server.url), { method: 'PUT', body: content })).status,
    ).toBe(200);
    const sent = await say({ direction: 'inbound', body: { text: 'See.' }, attachmentIds: [file.body.id] });
    expect(sent.status, sent.text).toBe(201);
    const { downloadUrl } = (await actor.get(`/attachments/${file.body.id}`)).body;
    expect((await fetch(new URL(downloadUrl, server.url))).status).toBe(200);
    const bulk = await actor.post(
      '/customers/bulk',
      { items: [{ externalId, traits: { seats: 3 } }] },
      keyed(),
    );
    expect(bulk.status, bulk.text).toBe(202);
    await runDueJobs(server);

    // Another person's conversation in which the person is spoken of, and another person of the same name.
    const other = await actor.put('/customers/by-external-id/somebody-else', { name: 'Somebody Else' });
    const elsewhere = await createConversation(own, {
      customer: { id: other.body.id },
      firstMessage: { text: `My colleague ${mail} asked the same.` },
    });
    await actor.post('/customers/search', { query: externalId }, keyed());

    // A visitor who has proven to be the person, with a conversation whose answer is kept sealed.
    const identity = await setUpIdentity(own, 'enforce');
    const session = await identity.start(await identity.sign({ sub: externalId, name, email: mail }));
    expect(session.status, session.text).toBe(201);
    const visitorWords = needle('visitor message');
    const visited = await identity.send(session.body.token, 'POST', '/conversations', {
      body: { body: { text: visitorWords }, clientMessageId: 'v1', page: { title: needle('page title') } },
    });
    expect(visited.status, visited.text).toBe(201);

    await indexChanges(server.services, own.id as Id<'ws'>);
    const before = [...(await everythingStored(server)).values()].join('\n');
    for (const [place, value] of needles) expect(before.toLowerCase(), place).toContain(value.toLowerCase());

    const tried = await remove(id, 'mode=erase&dryRun=true', actor);
    expect(tried.status, tried.text).toBe(200);
    expect((await get(id, actor)).name).toBe(name);
    const erased = await remove(id, 'mode=erase', actor, { 'idempotency-key': 'erase-it' });
    expect(erased.status, erased.text).toBe(200);
    expect(erased.body.effects).toEqual(tried.body.effects);
    expect(erased.body.receipt).toMatchObject({ customerId: id, counts: erased.body.effects });
    for (const [what, howMany] of Object.entries(erased.body.effects))
      expect(howMany, what).toBeGreaterThan(0);

    const left: string[] = [];
    for (const [column, text] of await everythingStored(server))
      for (const [place, value] of needles)
        if (text.toLowerCase().includes(value.toLowerCase())) left.push(`${place} in ${column}`);
    expect(left).toEqual([]);

    await runDueJobs(server);
    expect((await fetch(new URL(downloadUrl, server.url))).status).toBe(404);
    const [item] = (await actor.get(`/jobs/${bulk.body.id}/results`)).body.data;
    expect(item).toMatchObject({ ref: null, status: 'succeeded', resource: { id } });

    // What is left can be read at every door, and what was not the person's is as it was.
    const shell = await get(id, actor);
    expect(shell).toMatchObject({
      id,
      name: null,
      email: null,
      externalId: null,
      traits: {},
      identities: [],
    });
    expect(shell.erasedAt).toEqual(expect.any(String));
    expect((await get(double.body.id, actor)).erasedAt).toEqual(expect.any(String));
    expect((await get('ext:somebody-else', actor)).name).toBe('Somebody Else');
    const said = (await actor.get(`/conversations/${conv}/messages`)).body.data;
    expect(said.map(({ body }: any) => body.text)).toEqual([
      '[erased]',
      'Dear [erased], we wrote to [erased] and called [erased].',
      '[erased]',
      '[erased]',
    ]);
    const [heard] = (await actor.get(`/conversations/${elsewhere.id}/messages`)).body.data;
    expect(heard.body.text).toBe('My colleague [erased] asked the same.');
    const events = await eventsAfter(own);
    expect(events.at(-1)).toMatchObject({ type: 'customer.erased', data: { customer: shell } });
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(events.find(({ type }) => type === 'customer.created')!.data).toEqual({ erased: true });
    expectProblem(
      await identity.send(session.body.token, 'GET', '/conversations'),
      401,
      'revoked_credentials',
    );
    const again = await actor.put(`/customers/by-external-id/${externalId}`, { name });
    expect(again.body.result).toBe('created');
    expect(again.body.id).not.toBe(id);
    await server.stop();
  });

  test('answers a retry of what the person was part of as gone, and does its work no second time', async () => {
    const { id } = await make({ name: 'Retried Person' });
    const key = { 'idempotency-key': 'erase-retry' };
    const patch = () => admin.patch(`/customers/${id}`, { name: 'Changed Once' }, key);
    expect((await patch()).status).toBe(200);
    await remove(id, 'mode=erase');
    expectProblem(await patch(), 410, 'answer_erased');
    expect((await get(id)).name).toBeNull();
  });

  test('needs its scope beside that to write, and is told with a receipt and no name', async () => {
    const { id } = await make({ name: 'Scoped Person' });
    const writer = await workspace.withScopes('customers:write');
    expectProblem(await remove(id, 'mode=erase', writer), 403, 'insufficient_scope', {
      missingScope: 'customers:erase',
    });
    await expectScopeNeeded(workspace, 'customers:write', (actor) => remove(id, '', actor));
    const eraser = await workspace.withScopes('customers:write', 'customers:erase');
    const events = await eventsOf(workspace, async () => {
      expect((await remove(id, 'mode=erase', eraser)).status).toBe(200);
    });
    expect(events.map(({ type }) => type)).toEqual(['customer.erased']);
    expect(JSON.stringify(events)).not.toContain('Scoped');
    for (const refused of [
      await remove(id, 'mode=erase'),
      await remove(id, ''),
      await admin.patch(`/customers/${id}`, { name: 'Back' }),
      await admin.post(`/customers/${id}/events`, { name: 'x' }),
      await admin.post(`/customers/${id}/identities`, { type: 'widget', value: 'x' }),
    ])
      expectProblem(refused, 409, 'state_conflict');
    expectProblem(
      await admin.post('/conversations', { customer: { id }, channelId: workspace.channelId }),
      422,
      'reference_not_usable',
    );
  });

  test('of a name that others share leaves the others alone', async () => {
    const shared = { name: 'Common Name', email: 'shared@example.com' };
    const [gone, stays] = [await make(shared), await make(shared)];
    const conversation = await createConversation(workspace, {
      customer: { id: stays.id },
      firstMessage: { text: 'I am Common Name.' },
    });
    await remove(gone.id, 'mode=erase');
    expect(await get(stays.id)).toMatchObject(shared);
    expect((await admin.get(`/conversations/${conversation.id}`)).body.customer).toMatchObject(shared);
    const [{ body }] = (await admin.get(`/conversations/${conversation.id}/messages`)).body.data;
    expect(body.text).toBe('I am Common Name.');
    const created = (await eventsAfter(workspace)).find(
      ({ type, resource }) => type === 'customer.created' && resource.id === stays.id,
    );
    expect(created!.data.customer).toMatchObject(shared);
    const found = await admin.post('/customers/search', { query: 'common name' });
    expect(found.body.data.map(({ id }: any) => id)).toEqual([stays.id]);
  });

  test('of one person by two callers at once is done once', async () => {
    const { id } = await make({ name: 'Raced Person' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => remove(id, 'mode=erase')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  test('beside messages and merges loses nothing and fails nothing', async () => {
    const [person, other] = [await make({ name: 'Busy Person' }), await make()];
    const conversation = await createConversation(workspace, { customer: { id: person.id } });
    const answers = await Promise.all([
      remove(person.id, 'mode=erase'),
      ...Array.from({ length: 5 }, () =>
        admin.post(`/conversations/${conversation.id}/messages`, {
          direction: 'inbound',
          body: { text: 'Busy' },
        }),
      ),
      admin.post(`/customers/${other.id}/merge`, { sourceId: person.id }),
      admin.post('/conversations', { customer: { id: person.id }, channelId: workspace.channelId }),
    ]);
    for (const { status, text } of answers) expect([200, 201, 409, 422, 503], text).toContain(status);
  });
});

describe('archiving', () => {
  test('hides a customer from lists, keeps everything, and is told once', async () => {
    const { id } = await make({ name: 'Archived Person' });
    const events = await eventsOf(workspace, async () => {
      for (let n = 0; n < 2; n++) {
        const answer = await remove(id, '');
        expect(answer.body).toEqual({ id, mode: 'archive', dryRun: false, effects: null, receipt: null });
      }
      expect((await remove(id, 'dryRun=true')).status).toBe(200);
    });
    expect(events.map(({ type }) => type)).toEqual(['customer.deleted']);
    expect((await get(id)).archivedAt).toEqual(expect.any(String));
    expect((await admin.patch(`/customers/${id}`, { archived: false })).body.archivedAt).toBeNull();
  });

  test('refuses a version that is no longer the current one, and foreign customers', async () => {
    const { id } = await make();
    expectProblem(await remove(id, 'expectedVersion=7'), 412, 'version_conflict');
    const other = await createWorkspace();
    const foreign = (await other.admin.put('/customers/by-external-id/theirs', {})).body.id;
    await expectForeignUnknown((each) => remove(each, 'mode=erase'), {
      foreign,
      unknown: `cus_${'0'.repeat(26)}`,
    });
  });
});
