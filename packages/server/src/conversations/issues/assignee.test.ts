import { beforeAll, describe, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  type TestWorkspace,
} from '../../testing/index.ts';

let workspace: TestWorkspace;
let member: string;
let other: string;
let team: string;

const join = async () => {
  const { admin } = workspace;
  const roles = (await admin.get('/roles', { limit: 100 })).body.data;
  const roleId = roles.find(({ key }: any) => key === 'member').id;
  const email = `m${Math.random().toString(36).slice(2)}@example.com`;
  const invited = await admin.post('/members', { email, roleId });
  expect(invited.status, invited.text).toBe(201);
  const accepted = await admin.post('/invitations/accept', { invitationToken: invited.body.invitationToken });
  expect(accepted.status, accepted.text).toBe(201);
  return invited.body.id as string;
};

beforeAll(async () => {
  workspace = await createWorkspace();
  [member, other] = [await join(), await join()];
  team = (await workspace.admin.put('/teams/support', { name: 'Support' })).body.id;
});

const create = async (more: object = {}) =>
  (await workspace.admin.post('/issues', { title: 'Assigned', ...more })).body;
const assigned = (type: 'member' | 'team', id: string) => ({ assignee: { type, id } });

describe('the assignee of an issue', () => {
  test('is a member or a team, is changed and taken away, and is found by', async () => {
    const { admin } = workspace;
    const issue = await create(assigned('member', member));
    expect(issue.assignee).toEqual({ type: 'member', id: member });
    const path = `/issues/${issue.id}`;
    const events = await eventsOf(workspace, async () => {
      expect((await admin.patch(path, assigned('team', team))).body.assignee).toEqual({
        type: 'team',
        id: team,
      });
      await admin.patch(path, assigned('team', team));
    });
    expect(events).toMatchObject([{ type: 'issue.updated', changes: { assignee: { to: { id: team } } } }]);
    const found = async (query: Record<string, string>) =>
      (await admin.get('/issues', { ...query, limit: 100 })).body.data.map(({ id }: any) => id);
    expect(await found({ assigneeId: team })).toEqual([issue.id]);
    expect(await found({ unassigned: 'true' })).not.toContain(issue.id);
    expect(
      await found({ filter: JSON.stringify({ field: 'assignee.type', op: 'eq', value: 'team' }) }),
    ).toEqual([issue.id]);
    expect((await admin.patch(path, { assignee: null })).body.assignee).toBeNull();
    expect(await found({ unassigned: 'true' })).toContain(issue.id);
  });

  test('is somebody to whom work can go', async () => {
    const nobody = 'mem_01jd0000000000000000000000';
    const refused = await workspace.admin.post('/issues', { title: 'x', ...assigned('member', nobody) });
    expectProblem(refused, 422, 'reference_not_usable', { field: 'assignee.id' });
    expect((await workspace.admin.post('/issues', { title: 'x', ...assigned('team', member) })).status).toBe(
      400,
    );
  });

  test('who leaves hands issues over, each told as a change of it', async () => {
    const { admin } = workspace;
    const leaving = await join();
    const issue = await create(assigned('member', leaving));
    const dry = await admin.send('DELETE', `/members/${leaving}`, { query: { dryRun: 'true' } });
    expect(dry.body.effects.issues).toBe(1);
    const events = await eventsOf(workspace, async () => {
      const removed = await admin.send('DELETE', `/members/${leaving}`, { query: { reassignTo: other } });
      expect([removed.status, removed.body.effects.issues]).toEqual([200, 1]);
    });
    expect(events.map(({ type }) => type)).toContain('issue.updated');
    expect((await admin.get(`/issues/${issue.id}`)).body.assignee).toEqual({ type: 'member', id: other });
  });
});

test('issues follow their customer into a merge and back', async () => {
  const { admin } = workspace;
  const [kept, gone] = [
    (await createConversation(workspace)).customer,
    (await createConversation(workspace)).customer,
  ];
  const issue = await create({ customerId: gone.id });
  const customerOf = async () => (await admin.get(`/issues/${issue.id}`)).body.customer.id;
  const merged = await admin.post(`/customers/${kept.id}/merge`, { sourceId: gone.id });
  expect([merged.status, merged.body.effects?.issues], merged.text).toEqual([200, 1]);
  expect(await customerOf()).toBe(kept.id);
  expect((await admin.post(`/customers/${gone.id}/unmerge`, {})).status).toBe(200);
  expect(await customerOf()).toBe(gone.id);
});
