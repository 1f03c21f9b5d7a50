import { beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../contract/ids.ts';
import {
  allPages,
  createConversation,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneOfFifty,
  expectProblem,
  expectScopeNeeded,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';
import { forgetMerges } from './forget-merges.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

let count = 0;
const make = async (body: object = {}, externalId = `merge-${++count}`) => {
  const answer = await admin.put(`/customers/by-external-id/${externalId}`, body);
  expect(answer.status, answer.text).toBe(200);
  const { result: _, ...customer } = answer.body;
  return customer;
};
const get = async (id: string) => (await admin.get(`/customers/${encodeURIComponent(id)}`)).body;
const merge = (id: string, body: object, headers = {}, actor = admin) =>
  actor.post(`/customers/${id}/merge`, body, headers);
const unmerge = (id: string, body: object = {}, actor = admin) =>
  actor.post(`/customers/${id}/unmerge`, body);
const day = 24 * 3_600_000;

/** Two customers of one person, with everything that can belong to one. */
async function double() {
  const shared = (await admin.put(`/accounts/by-external-id/shared-${++count}`, {})).body;
  const single = (await admin.put(`/accounts/by-external-id/single-${count}`, {})).body;
  const target = await make({
    name: 'M.',
    email: `target-${count}@example.com`,
    traits: { plan: 'free', seats: 1 },
    accountIds: [shared.id],
    identities: [{ type: 'widget', value: `target-${count}` }],
  });
  const source = await make({
    name: 'Mariah',
    email: `source-${count}@example.com`,
    phone: '+49 30 555',
    traits: { plan: 'scale', region: 'eu' },
    accountIds: [shared.id, single.id],
    identities: [
      { type: 'email', value: `proven-${count}@example.com`, verified: true },
      { type: 'external', system: 'crm', value: `crm-${count}` },
    ],
  });
  await admin.patch(`/customers/${source.id}`, { tags: { add: ['vip'] } });
  const conversation = await createConversation(workspace, { customer: { id: source.id } });
  await admin.post(`/customers/${source.id}/events`, { name: 'source did', dedupeKey: 'one' });
  await admin.post(`/customers/${target.id}/events`, { name: 'target did', dedupeKey: 'two' });
  return { target: await get(target.id), source: await get(source.id), conversation, shared, single };
}

describe('a merge', () => {
  test('moves all that belongs to a person, fills what is missing, and tells everything once', async () => {
    const { target, source, conversation, single, shared } = await double();
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await merge(target.id, { sourceId: source.id });
    });
    expect(answer.status, answer.text).toBe(200);
    const { dryRun, effects, unmergeUntil, ...customer } = answer.body;
    expect(dryRun).toBe(false);
    expect(effects).toEqual({
      conversations: 1,
      issues: 0,
      identities: 2,
      accounts: 1,
      events: 1,
      conflicts: [
        { field: 'traits.plan', target: 'free', source: 'scale', kept: 'target' },
        { field: 'externalId', target: target.externalId, source: source.externalId, kept: 'target' },
        { field: 'email', target: target.email, source: source.email, kept: 'target' },
        { field: 'name', target: 'M.', source: 'Mariah', kept: 'target' },
      ],
    });
    expect(Date.parse(unmergeUntil) - Date.parse(customer.updatedAt)).toBe(30 * day);
    expect(customer).toMatchObject({
      id: target.id,
      externalId: target.externalId,
      name: 'M.',
      email: target.email,
      phone: '+49 30 555',
      verified: true,
      traits: { plan: 'free', seats: 1, region: 'eu' },
      tags: ['vip'],
      version: target.version + 1,
    });
    expect(customer.accounts.map(({ id }: any) => id).sort()).toEqual([single.id, shared.id].sort());
    expect(customer.identities).toHaveLength(3);
    expect(customer.externalIds).toContainEqual({ system: 'default', id: source.externalId });
    expect(await get(target.id)).toEqual(customer);
    expect(events.map(({ type, resource }) => [type, resource.id])).toEqual([
      ['conversation.updated', conversation.id],
      ['customer.updated', source.id],
      ['customer.merged', target.id],
    ]);
    expect(events[2]).toMatchObject({ data: { customer, sourceId: source.id } });
  });

  test('leads every name of the source to the target, for good', async () => {
    const { target, source, conversation } = await double();
    await merge(target.id, { sourceId: source.id });
    const shell = await get(source.id);
    expect(shell).toMatchObject({ mergedInto: target.id, identities: [], accounts: [] });
    const email = source.identities.find(({ type }: any) => type === 'email').value;
    for (const key of [`ext:${source.externalId}`, `email:${email}`, `ext:${target.externalId}`])
      expect((await get(key)).id, key).toBe(target.id);
    expect((await admin.get(`/conversations/${conversation.id}`)).body.customer.id).toBe(target.id);
    const again = await admin.put(`/customers/by-external-id/${source.externalId}`, { name: 'Renamed' });
    expect(again.body).toMatchObject({ id: target.id, name: 'Renamed', result: 'updated' });
    for (const customer of [{ id: source.id }, { externalId: source.externalId }]) {
      const started = await createConversation(workspace, { customer });
      expect(started.customer.id).toBe(target.id);
    }
    const listed = (await allPages(admin, '/customers')).map(({ id }) => id);
    expect(listed).toContain(target.id);
    expect(listed).not.toContain(source.id);
    const search = async (query: string) =>
      (await admin.post('/customers/search', { query })).body.data.map(({ id }: any) => id);
    expect(await search(source.externalId)).toEqual([target.id]);
    const names = (await allPages(admin, `/customers/${source.id}/timeline`)).flatMap(
      ({ event, change }: any) => event?.name ?? change?.type ?? [],
    );
    expect(names).toEqual(expect.arrayContaining(['merged', 'source did', 'target did']));
    for (const refused of [
      await admin.patch(`/customers/${source.id}`, { name: 'x' }),
      await admin.post(`/customers/${source.id}/identities`, { type: 'widget', value: 'x' }),
      await admin.post(`/customers/${source.id}/events`, { name: 'x' }),
      await merge(source.id, { sourceId: target.id }),
      await merge(target.id, { sourceId: source.id }),
    ])
      expectProblem(refused, 409, 'state_conflict', { mergedInto: target.id });
  });

  test.each(['keep_target', 'take_source', 'latest'] as const)(
    'with %s takes the field of that side, external ids included',
    async (strategy) => {
      for (const later of ['target', 'source'] as const) {
        const { target, source } = await double();
        await admin.patch(`/customers/${later === 'target' ? target.id : source.id}`, {
          tags: { add: ['late'] },
        });
        const all = { name: strategy, email: strategy, externalId: strategy, traits: strategy };
        const answer = await merge(target.id, { sourceId: source.id, fieldStrategy: all });
        const side = strategy === 'keep_target' ? 'target' : strategy === 'take_source' ? 'source' : later;
        const winner = side === 'target' ? target : source;
        expect(answer.body).toMatchObject({
          name: winner.name,
          email: winner.email,
          externalId: winner.externalId,
          traits: { plan: winner.traits.plan, seats: 1, region: 'eu' },
        });
        expect(answer.body.effects.conflicts.every(({ kept }: any) => kept === side)).toBe(true);
        for (const { externalId } of [target, source])
          expect((await get(`ext:${externalId}`)).id).toBe(target.id);
      }
    },
  );

  test('that is tried shows the customer and the effects, and does nothing', async () => {
    const { target, source } = await double();
    let tried: any;
    const events = await eventsOf(workspace, async () => {
      tried = (await merge(target.id, { sourceId: source.id, dryRun: true })).body;
    });
    expect(events).toEqual([]);
    expect(await get(target.id)).toEqual(target);
    expect(await get(source.id)).toEqual(source);
    const done = (await merge(target.id, { sourceId: source.id })).body;
    expect(tried).toMatchObject({ dryRun: true, unmergeUntil: null, effects: done.effects });
    const { name, email, traits, tags, externalIds } = done;
    expect(tried).toMatchObject({ name, email, traits, tags, externalIds });
  });

  test('keeps whoever was blocked blocked, and a field set by hand before one that was suggested', async () => {
    const [target, source] = [await make(), await make()];
    await admin.patch(`/customers/${source.id}`, { blocked: true });
    expect((await merge(target.id, { sourceId: source.id })).body.blocked).toBe(true);
  });

  test('of nobody into somebody is told too', async () => {
    const target = await make();
    const source = (await admin.post('/customers', {})).body;
    const events = await eventsOf(workspace, async () => {
      expect((await merge(target.id, { sourceId: source.id })).body.version).toBe(2);
    });
    expect(events.map(({ type }) => type)).toEqual(['customer.updated', 'customer.merged']);
  });

  test('repoints those who were merged into the source', async () => {
    const [a, b, c] = [await make(), await make(), await make()];
    await merge(b.id, { sourceId: c.id });
    await merge(a.id, { sourceId: b.id });
    expect((await get(c.id)).mergedInto).toBe(a.id);
    expect((await get(`ext:${c.externalId}`)).id).toBe(a.id);
    expect((await get(a.id)).externalIds.map(({ id }: any) => id)).toEqual([b.externalId, c.externalId]);
  });

  test('is refused with itself, with nobody, with another version, without the scope', async () => {
    const [target, source] = [await make(), await make()];
    expectProblem(await merge(target.id, { sourceId: target.id }), 422, 'reference_not_usable');
    const other = await createWorkspace();
    const foreign = (await other.admin.put('/customers/by-external-id/theirs', {})).body.id;
    const ids = { foreign, unknown: `cus_${'0'.repeat(26)}` };
    await expectForeignUnknown((id) => merge(id, { sourceId: source.id }), ids);
    expectProblem(await merge(target.id, { sourceId: foreign }), 422, 'reference_not_usable');
    expectProblem(
      await merge(target.id, { sourceId: source.id, expectedVersion: 9 }),
      412,
      'version_conflict',
    );
    await expectScopeNeeded(workspace, 'customers:write', (actor) =>
      merge(target.id, { sourceId: source.id }, {}, actor),
    );
    await expectOneOfFifty((headers) => merge(target.id, { sourceId: source.id }, headers));
  });
});

describe('merges at once', () => {
  test('that cross each other end in one of the two, and never in a fault', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await make(), await make()];
      await createConversation(workspace, { customer: { id: a.id } });
      await createConversation(workspace, { customer: { id: b.id } });
      const answers = await Promise.all([
        merge(a.id, { sourceId: b.id }),
        merge(b.id, { sourceId: a.id }),
        merge(a.id, { sourceId: b.id }),
        merge(b.id, { sourceId: a.id }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      const { mergedInto } = await get(a.id);
      const [kept, gone] = mergedInto ? [b, a] : [a, b];
      expect((await get(gone.id)).mergedInto).toBe(kept.id);
      expect((await get(kept.id)).mergedInto).toBeNull();
      const conversations = await admin.get('/conversations', { customerId: kept.id });
      expect(conversations.body.data).toHaveLength(2);
    }
  });

  test('with upserts, messages and new conversations lose nothing', async () => {
    const [target, source] = [await make(), await make()];
    const first = await createConversation(workspace, { customer: { id: source.id } });
    const answers = await Promise.all([
      merge(target.id, { sourceId: source.id }),
      ...Array.from({ length: 4 }, (_, n) =>
        admin.put(`/customers/by-external-id/${source.externalId}`, { traits: { [`t${n}`]: n } }),
      ),
      ...Array.from({ length: 4 }, () =>
        admin.post('/conversations', { customer: { id: source.id }, channelId: workspace.channelId }),
      ),
      admin.post(`/conversations/${first.id}/messages`, { direction: 'inbound', body: { text: 'Hello?' } }),
    ]);
    // A lock that is waited for too long may be given up, never with a fault of ours.
    for (const { status, text } of answers) expect([200, 201, 503], text).toContain(status);
    const made = answers.filter(({ status, body }) => status === 201 && body.ref).length;
    const kept = await admin.get('/conversations', { customerId: target.id });
    expect(kept.body.data).toHaveLength(made + 1);
    expect((await admin.get('/conversations', { customerId: source.id })).body.data).toEqual([]);
  });
});

describe('taking a merge back', () => {
  test('gives both back what they had', async () => {
    const { target, source, conversation } = await double();
    await merge(target.id, {
      sourceId: source.id,
      fieldStrategy: { name: 'take_source', externalId: 'take_source' },
    });
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await unmerge(source.id);
    });
    expect(answer.status, answer.text).toBe(200);
    const { targetId, effects, ...back } = answer.body;
    expect(targetId).toBe(target.id);
    expect(effects).toEqual({ conversations: 1, issues: 0, identities: 2, accounts: 1, events: 1 });
    const like = ({ version: _, updatedAt: __, ...rest }: any) => ({
      ...rest,
      accounts: rest.accounts.map(({ id }: any) => id).sort(),
    });
    expect(like(back)).toEqual(like(source));
    expect(like(await get(target.id))).toEqual(like(target));
    expect((await admin.get(`/conversations/${conversation.id}`)).body.customer.id).toBe(source.id);
    expect(events.map(({ type, resource }) => [type, resource.id])).toEqual([
      ['conversation.updated', conversation.id],
      ['customer.updated', target.id],
      ['customer.unmerged', source.id],
    ]);
    expect((await get(`ext:${source.externalId}`)).id).toBe(source.id);
    expectProblem(await unmerge(source.id), 409, 'state_conflict');
    expect((await merge(target.id, { sourceId: source.id })).status).toBe(200);
  });

  test('leaves what has changed since as it is', async () => {
    const { target, source, conversation } = await double();
    await merge(target.id, { sourceId: source.id, fieldStrategy: { name: 'take_source' } });
    const later = await createConversation(workspace, { customer: { id: target.id } });
    await admin.patch(`/customers/${target.id}`, {
      name: 'Changed since',
      traits: { region: 'us', late: true },
      tags: { add: ['late'] },
    });
    await unmerge(source.id);
    expect(await get(target.id)).toMatchObject({
      name: 'Changed since',
      phone: null,
      traits: { plan: 'free', seats: 1, region: 'us', late: true },
      tags: ['late'],
    });
    const of = async (id: string) =>
      (await admin.get('/conversations', { customerId: id })).body.data.map((each: any) => each.id);
    expect(await of(target.id)).toEqual([later.id]);
    expect(await of(source.id)).toEqual([conversation.id]);
  });

  test('goes from the last to the first where one merge built on another', async () => {
    const [a, b, c] = [await make(), await make(), await make()];
    await merge(b.id, { sourceId: c.id });
    await merge(a.id, { sourceId: b.id });
    expectProblem(await unmerge(c.id), 409, 'state_conflict');
    expect((await unmerge(b.id)).status).toBe(200);
    expect((await get(c.id)).mergedInto).toBe(b.id);
    expect((await unmerge(c.id)).status).toBe(200);
    for (const each of [a, b, c]) {
      const { externalIds, mergedInto } = await get(each.id);
      expect([externalIds, mergedInto]).toEqual([[], null]);
      expect((await get(`ext:${each.externalId}`)).id).toBe(each.id);
    }
  });

  test('of two calls at once one does it', async () => {
    const { target, source } = await double();
    await merge(target.id, { sourceId: source.id });
    const answers = await Promise.all([1, 2, 3].map(() => unmerge(source.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test('is refused for whoever was never merged, and for foreign customers', async () => {
    const { id } = await make();
    expectProblem(await unmerge(id), 409, 'state_conflict');
    const other = await createWorkspace();
    const foreign = (await other.admin.put('/customers/by-external-id/theirs', {})).body.id;
    await expectForeignUnknown((each) => unmerge(each), { foreign, unknown: `cus_${'0'.repeat(26)}` });
    await expectScopeNeeded(workspace, 'customers:write', (actor) => unmerge(id, {}, actor));
  });
});

describe('an upsert whose identity another customer has', () => {
  const upsert = (externalId: string, body: object) =>
    admin.put(`/customers/by-external-id/${externalId}`, body);
  const verified = (value: string) => [{ type: 'email', value, verified: true }];
  const someone = async (identities: object[]) => (await admin.post('/customers', { identities })).body;

  test('attaches its id to that customer when the identity is verified and it has none', async () => {
    const known = await someone(verified('attach@example.com'));
    const answer = await upsert('attached', {
      identities: verified('ATTACH@example.com'),
      onIdentityConflict: 'attach',
      name: 'Attached',
    });
    expect(answer.body).toMatchObject({
      id: known.id,
      externalId: 'attached',
      name: 'Attached',
      result: 'updated',
    });
  });

  test('never unites by what nobody has proven, on either side', async () => {
    await someone([{ type: 'email', value: 'unproven@example.com' }]);
    await someone(verified('proven@example.com'));
    for (const onIdentityConflict of ['attach', 'merge'])
      for (const identities of [
        verified('unproven@example.com'),
        [{ type: 'email', value: 'proven@example.com', verified: false }],
      ]) {
        const refused = await upsert(`unproven-${++count}`, { identities, onIdentityConflict });
        expectProblem(refused, 409, 'already_exists', { field: 'email' });
      }
  });

  test('does not take a customer of yours for another one, unless it is to merge', async () => {
    const owner = (await upsert('yours', { identities: verified('yours@example.com') })).body;
    const body = { identities: verified('yours@example.com') };
    expectProblem(await upsert('mine', { ...body, onIdentityConflict: 'attach' }), 409, 'already_exists');
    const merged = await upsert('mine', { ...body, onIdentityConflict: 'merge', name: 'One' });
    expect(merged.body).toMatchObject({ externalId: 'mine', name: 'One', verified: true, result: 'updated' });
    expect((await get(owner.id)).mergedInto).toBe(merged.body.id);
    expect((await get('ext:yours')).id).toBe(merged.body.id);
    expect((await upsert('mine', { ...body, onIdentityConflict: 'merge' })).body.result).toBe('noop');
  });
});

test('after thirty days a merge cannot be taken back, and what it found is forgotten', async () => {
  const { target, source } = await double();
  await merge(target.id, { sourceId: source.id });
  const { services, clock } = workspace.server;
  await forgetMerges(services, workspace.id as Id<'ws'>);
  expect((await get(source.id)).name).toBe('Mariah');
  clock.advance(31 * day);
  expectProblem(await unmerge(source.id), 409, 'state_conflict');
  await forgetMerges(services, workspace.id as Id<'ws'>);
  expectProblem(await unmerge(source.id), 409, 'state_conflict');
  expect(await get(source.id)).toMatchObject({ name: null, email: null, traits: {}, mergedInto: target.id });
  expect((await get(`ext:${source.externalId}`)).id).toBe(target.id);
  expect((await get(target.id)).phone).toBe('+49 30 555');
});
