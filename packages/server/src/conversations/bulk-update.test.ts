import { beforeAll, describe, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  fieldProblems,
  jobEnd,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

const several = async (count: number, more: Record<string, unknown> = {}): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await createConversation(workspace, more)).id);
  return ids;
};

const bulk = (body: object) => admin.post('/conversations/bulk', body);
const done = async (body: object) => {
  const answer = await bulk(body);
  expect(answer.status, answer.text).toBe(202);
  return jobEnd(admin, answer.body.id);
};
const get = async (id: string) => (await admin.get(`/conversations/${id}`)).body;
const outcomes = ({ results }: any) => results.map(({ status, result }: any) => result ?? status);

describe('conversations.bulkUpdate', () => {
  const later = () => new Date(workspace.server.clock.now().getTime() + 3_600_000).toISOString();

  test.each<[string, () => object, object]>([
    ['update', () => ({ priority: 'high', subject: 'Bulk' }), { priority: 'high', subject: 'Bulk' }],
    ['tag', () => ({ tags: { add: ['billing'] } }), { tags: ['billing'] }],
    ['resolve', () => ({ resolutionSummary: 'Done.' }), { state: 'resolved', resolutionSummary: 'Done.' }],
    ['snooze', () => ({ until: later(), reason: 'Weekend' }), { snoozedUntil: expect.any(String) }],
    ['assign', () => ({ to: null }), { assignee: null }],
  ])('%s does to each what it does to one, and tells the same', async (operation, args, expected) => {
    const ids = await several(2);
    const alone = (await several(1))[0]!;
    const told = await eventsOf(workspace, async () => {
      const ended = await done({ ids, operation, args: args() });
      expect(ended).toMatchObject({ state: 'succeeded', progress: { done: 2, failed: 0 } });
    });
    for (const id of ids) expect(await get(id)).toMatchObject(expected);
    const single = await eventsOf(workspace, () =>
      operation === 'update' || operation === 'tag'
        ? admin.patch(`/conversations/${alone}`, args())
        : admin.post(`/conversations/${alone}/${operation}`, args()),
    );
    const types = (events: { type: string }[]) => events.map(({ type }) => type);
    expect(types(told)).toEqual([...types(single), ...types(single), 'job.succeeded']);
  });

  test('goes by a filter, as it matches when it is asked', async () => {
    const tag = 'by-filter';
    const ids = await several(3, { tags: [tag] });
    await admin.post(`/conversations/${ids[2]}/resolve`, {});
    const filter = {
      and: [
        { field: 'tags', op: 'contains', value: tag },
        { field: 'state', op: 'ne', value: 'resolved' },
      ],
    };
    const ended = await done({ filter, operation: 'update', args: { priority: 'urgent' } });
    expect(ended.results.map(({ ref }: any) => ref)).toEqual(ids.slice(0, 2));
    expect((await get(ids[2]!)).priority).toBe('normal');
    const none = await done({
      filter: { field: 'tags', op: 'contains', value: 'nobody-has-it' },
      operation: 'archive',
    });
    expect(none).toMatchObject({ state: 'succeeded', progress: { total: 0 }, results: [] });
  });

  test('brings archived ones back by a filter, and finds them for nothing else', async () => {
    const tag = 'archived-by-filter';
    const ids = await several(2, { tags: [tag] });
    const filter = { field: 'tags', op: 'contains', value: tag };
    await done({ ids, operation: 'resolve' });
    expect(outcomes(await done({ filter, operation: 'archive' }))).toEqual(['updated', 'updated']);
    expect((await done({ filter, operation: 'reopen' })).progress.total).toBe(0);
    expect(outcomes(await done({ filter, operation: 'unarchive' }))).toEqual(['updated', 'updated']);
  });

  test('says what stays as it is, what is not there, and what its state forbids', async () => {
    const [open, resolved] = await several(2);
    await admin.post(`/conversations/${resolved}/resolve`, {});
    const missing = `conv_${'0'.repeat(25)}1`;
    const ids = [open, resolved, missing, open];
    const failed = await done({ ids, operation: 'reopen' });
    expect(failed).toMatchObject({ state: 'partial', progress: { done: 3, failed: 2, total: 3 } });
    expect(outcomes(failed)).toEqual(['failed', 'updated', 'failed']);
    expect(failed.results.map(({ error }: any) => error?.code)).toEqual([
      'illegal_transition',
      undefined,
      'not_found',
    ]);
    const skipped = await done({ ids: [open, resolved], operation: 'snooze', args: { untilReply: true } });
    expect(outcomes(skipped)).toEqual(['updated', 'updated']);
    await admin.post(`/conversations/${open}/resolve`, {});
    const passed = await done({
      ids: [open, resolved],
      operation: 'snooze',
      args: { untilReply: true },
      onConflict: 'skip',
    });
    expect(passed.state).toBe('succeeded');
    expect(passed.results.map(({ status, error }: any) => [status, error?.code])).toEqual([
      ['skipped', 'state_conflict'],
      ['succeeded', undefined],
    ]);
    expect(passed.results[1].result).toBe('noop');
  });

  test('tried dry says what would change, and changes nothing', async () => {
    const [first, second] = await several(2);
    await admin.patch(`/conversations/${second}`, { priority: 'low' });
    const told = await eventsOf(workspace, async () => {
      const ended = await done({
        ids: [first, second],
        operation: 'update',
        args: { priority: 'low' },
        dryRun: true,
      });
      expect(outcomes(ended)).toEqual(['updated', 'noop']);
    });
    expect(told.map(({ type }) => type)).toEqual(['job.succeeded']);
    expect((await get(first!)).priority).toBe('normal');
  });

  test('is refused at once when what it is to do makes no sense', async () => {
    const ids = await several(1);
    const refused = async (body: object) => fieldProblems(await bulk(body));
    expect(await refused({ ids, operation: 'update', args: { priority: 'enormous' } })).toEqual([
      'body /args/priority invalid_value',
    ]);
    expect(await refused({ ids, operation: 'resolve', args: { priority: 'low' } })).toEqual([
      'body /args/priority unknown_field',
    ]);
    expect(await refused({ ids, operation: 'tag', args: { subject: 'x' } })).toEqual([
      'body /args/subject unknown_field',
    ]);
    expect(await refused({ ids, operation: 'snooze' })).toEqual(['body /args/until invalid_value']);
    expect(await refused({ ids, operation: 'assign' })).toEqual(['body /args/to invalid_value']);
    expect(await refused({ operation: 'archive' })).toEqual(['body /ids invalid_value']);
    const filter = { field: 'state', op: 'eq', value: 'open' };
    expect(await refused({ ids, filter, operation: 'archive' })).toEqual(['body /ids invalid_value']);
    expect(await refused({ filter: { field: 'nope', op: 'eq', value: 1 }, operation: 'archive' })).toEqual([
      'body /filter/field invalid_value',
    ]);
    const reader = await workspace.withScopes('conversations:read');
    expectProblem(
      await reader.post('/conversations/bulk', { ids, operation: 'archive' }),
      403,
      'insufficient_scope',
    );
  });
});
