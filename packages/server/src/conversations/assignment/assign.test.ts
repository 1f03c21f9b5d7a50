import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  addMember,
  createConversation,
  createWorkspace,
  eventsOf,
  expectOneEditor,
  expectProblem,
  type TestWorkspace,
} from '../../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

let keys = 0;
/** A team with members of these availabilities. */
async function teamOf(policy: object, ...availabilities: string[]) {
  const members: string[] = [];
  for (const availability of availabilities) {
    const { id } = await addMember(workspace);
    await workspace.admin.patch(`/members/${id}`, { availability });
    members.push(id);
  }
  const { body } = await workspace.admin.put(`/teams/team-${++keys}`, {
    name: 'Team',
    memberIds: { add: members },
    assignmentPolicy: { onlyOnline: true, maxOpenPerMember: null, respectBusinessHours: false, ...policy },
  });
  return { teamId: body.id as string, members: members.sort() };
}

const assign = (id: string, to: object | null, more: object = {}) =>
  workspace.admin.post(`/conversations/${id}/assign`, { to, ...more });
const newConversation = async () => (await createConversation(workspace)).id as string;
const get = async (id: string) => (await workspace.admin.get(`/conversations/${id}`)).body;

/** Jobs that are due at once begin by themselves. */
const waiting = { timeout: 20_000, interval: 20 };

describe('an assignment', () => {
  test('to a member is told with where it comes from, and once', async () => {
    const [id, { id: memberId }] = [await newConversation(), await addMember(workspace)];
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await assign(id, { memberId }, { note: 'Yours.' });
      await assign(id, { memberId });
    });
    expect(answer.body).toMatchObject({
      assignee: { type: 'member', id: memberId },
      teamId: null,
      assignment: { from: { memberId: null }, to: { memberId }, strategy: 'explicit' },
    });
    expect(events.map(({ type }) => type)).toEqual(['conversation.assigned', 'note.created']);
    expect(events[0]!.data.assignment).toEqual(answer.body.assignment);
    const { assignment: _, ...conversation } = answer.body;
    expect(await get(id)).toEqual(conversation);
  });

  test('to nobody takes it from member and team', async () => {
    const { teamId } = await teamOf({ strategy: 'round_robin' }, 'online');
    const id = await newConversation();
    await assign(id, { teamId });
    const events = await eventsOf(workspace, () => assign(id, null));
    expect(await get(id)).toMatchObject({ assignee: null, teamId: null });
    expect(events.map(({ type }) => type)).toEqual(['conversation.unassigned']);
  });

  test('to a team that keeps business hours waits while the workspace is closed', async () => {
    const { teamId, members } = await teamOf(
      { strategy: 'round_robin', respectBusinessHours: true },
      'online',
    );
    const id = await newConversation();
    await workspace.admin.patch('/workspace', { businessHours: { intervals: [] } });
    const closed = await assign(id, { teamId });
    expect(closed.body.assignment).toMatchObject({
      to: { memberId: null, teamId },
      skipped: [{ memberId: members[0], reason: 'outside_business_hours' }],
    });
    await workspace.admin.patch('/workspace', { businessHours: null });
    const open = await assign(await newConversation(), { teamId });
    expect(open.body.assignment.to.memberId).toBe(members[0]);
  });

  test('to somebody who is not an active member is refused', async () => {
    const id = await newConversation();
    const { id: gone } = await addMember(workspace);
    await workspace.admin.delete(`/members/${gone}`);
    for (const to of [{ memberId: gone }, { teamId: `team_${'0'.repeat(26)}` }])
      expectProblem(await assign(id, to), 422, 'reference_not_usable');
  });

  test('by two at once is won by one', async () => {
    const id = await newConversation();
    const members: string[] = [];
    for (let n = 0; n < 4; n++) members.push((await addMember(workspace)).id);
    await expectOneEditor(
      (n, { version, headers }) =>
        workspace.admin.post(
          `/conversations/${id}/assign`,
          { to: { memberId: members[n - 1] }, ...(version ? { expectedVersion: version } : {}) },
          headers,
        ),
      1,
    );
  });
});

describe('a team', () => {
  test('in turn gives each member the same, also to fifty at once', async () => {
    const { teamId, members } = await teamOf({ strategy: 'round_robin' }, 'online', 'online', 'online');
    const ids = await Promise.all(Array.from({ length: 30 }, newConversation));
    const answers = await Promise.all(ids.map((id) => assign(id, { teamId })));
    const given = answers.map(({ body }) => body.assignee.id);
    expect(members.map((member) => given.filter((each) => each === member).length)).toEqual([10, 10, 10]);
  });

  test('by load never gives anybody more than there is room for, also to many at once', async () => {
    const { teamId, members } = await teamOf(
      { strategy: 'least_loaded', maxOpenPerMember: 4 },
      'online',
      'online',
    );
    const ids = await Promise.all(Array.from({ length: 12 }, newConversation));
    const answers = await Promise.all(ids.map((id) => assign(id, { teamId })));
    const given = answers.map(({ body }) => body.assignee?.id ?? null);
    expect(members.map((member) => given.filter((each) => each === member).length)).toEqual([4, 4]);
    const kept = answers.filter(({ body }) => body.assignee === null);
    expect(kept).toHaveLength(4);
    expect(kept[0]!.body).toMatchObject({
      teamId,
      assignment: {
        candidatesConsidered: 2,
        skipped: members.map((memberId) => ({ memberId, reason: 'at_capacity' })),
      },
    });
  });

  test('of which nobody is online keeps it, says why, and assigns it when someone comes', async () => {
    const { teamId, members } = await teamOf({ strategy: 'round_robin' }, 'offline', 'away');
    const id = await newConversation();
    const { body } = await assign(id, { teamId });
    expect(body.assignee).toBeNull();
    expect(body.assignment.skipped.map(({ reason }: any) => reason).sort()).toEqual(['away', 'offline']);
    const events = await eventsOf(workspace, async () => {
      await workspace.admin.patch(`/members/${members[0]}`, { availability: 'online' });
      await vi.waitUntil(async () => (await get(id)).assignee !== null, waiting);
    });
    expect((await get(id)).assignee).toEqual({ type: 'member', id: members[0] });
    expect(events.filter(({ type }) => type === 'conversation.assigned')).toHaveLength(1);
  });

  test('of which everybody is full assigns the next when one is resolved', async () => {
    const { teamId, members } = await teamOf({ strategy: 'round_robin', maxOpenPerMember: 1 }, 'online');
    const [first, second] = [await newConversation(), await newConversation()];
    await assign(first, { teamId });
    await assign(second, { teamId });
    expect((await get(second)).assignee).toBeNull();
    await workspace.admin.post(`/conversations/${first}/resolve`);
    await vi.waitUntil(async () => (await get(second)).assignee !== null, waiting);
    expect((await get(second)).assignee).toEqual({ type: 'member', id: members[0] });
  });

  test('that assigns by hand names nobody, unless the caller says how', async () => {
    const { teamId, members } = await teamOf({ strategy: 'manual' }, 'online');
    const id = await newConversation();
    expect((await assign(id, { teamId })).body).toMatchObject({ assignee: null, teamId });
    expect((await assign(id, { teamId, strategy: 'least_loaded' })).body.assignee.id).toBe(members[0]);
  });

  test('is given a conversation as it starts', async () => {
    const { teamId, members } = await teamOf({ strategy: 'round_robin' }, 'online');
    const created = await createConversation(workspace, { assign: { teamId } });
    expect(created).toMatchObject({ teamId, assignee: { id: members[0] }, counts: { messages: 1 } });
    expect(await get(created.id)).toEqual(created);
  });
});

describe('what somebody holds', () => {
  test('is counted, and goes to another when the member is removed', async () => {
    const [{ id: leaving }, { id: taking }] = [await addMember(workspace), await addMember(workspace)];
    const ids = [await newConversation(), await newConversation()];
    for (const id of ids) await assign(id, { memberId: leaving });
    expect((await workspace.admin.get(`/members/${leaving}`)).body.openCount).toBe(2);
    const dry = await workspace.admin.delete(`/members/${leaving}?dryRun=true&reassignTo=${taking}`);
    expect(dry.body.effects.conversations).toBe(2);
    expect((await get(ids[0]!)).assignee.id).toBe(leaving);
    const removed = await workspace.admin.delete(`/members/${leaving}?reassignTo=${taking}`);
    expect(removed.body.effects.conversations).toBe(2);
    for (const id of ids) expect((await get(id)).assignee.id).toBe(taking);
  });
});

test('lists are narrowed by who has it', async () => {
  const { teamId, members } = await teamOf({ strategy: 'round_robin' }, 'online');
  const id = await newConversation();
  await assign(id, { teamId });
  const ids = async (query: object) =>
    (await workspace.admin.get('/conversations', { limit: 100, ...query })).body.data.map((c: any) => c.id);
  expect(await ids({ assigneeId: members[0] })).toEqual([id]);
  expect(await ids({ teamId })).toEqual([id]);
  expect(await ids({ unassigned: 'true' })).not.toContain(id);
});
