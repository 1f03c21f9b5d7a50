import { beforeAll, describe, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  type TestWorkspace,
} from '../../testing/index.ts';

type State = 'open' | 'in_progress' | 'resolved' | 'closed';
const states: State[] = ['open', 'in_progress', 'resolved', 'closed'];

/** What the documents say a state can be changed to. */
const allowed: Record<State, State[]> = {
  open: ['in_progress', 'resolved', 'closed'],
  in_progress: ['open', 'resolved', 'closed'],
  resolved: ['open', 'closed'],
  closed: ['open'],
};

let workspace: TestWorkspace;
let conversation: { id: string };
beforeAll(async () => {
  workspace = await createWorkspace();
  conversation = await createConversation(workspace);
});

const timelineOf = async () =>
  (await workspace.admin.get(`/conversations/${conversation.id}/timeline`, { limit: 100, kinds: 'change' }))
    .body.data as any[];

describe('a change of the state', () => {
  test.each(states.flatMap((from) => states.map((to) => [from, to] as const)))(
    'from %s to %s',
    async (from, to) => {
      const { admin } = workspace;
      const made = await admin.post('/issues', {
        title: `${from} to ${to}`,
        state: from,
        conversationIds: [conversation.id],
      });
      expect(made.body).toMatchObject({ state: from, type: 'linked', version: 1 });
      const path = `/issues/${made.body.id}`;
      const told = (await timelineOf()).length;
      const before = (await admin.get(path)).body;
      let answer = made;
      const events = await eventsOf(workspace, async () => {
        answer = await admin.patch(path, { state: to });
      });
      const after = (await admin.get(path)).body;
      const newlyTold = (await timelineOf()).slice(told);
      if (from === to) {
        expect([answer.status, after]).toEqual([200, before]);
        expect([events, newlyTold]).toEqual([[], []]);
      } else if (allowed[from].includes(to)) {
        expect(answer.status, answer.text).toBe(200);
        expect(after).toMatchObject({ state: to, version: 2 });
        expect(after.resolvedAt !== null).toBe(to === 'resolved' || (to === 'closed' && from === 'resolved'));
        expect(after.closedAt !== null).toBe(to === 'closed');
        expect(after.reopenCount).toBe(from === 'resolved' || from === 'closed' ? Number(to === 'open') : 0);
        expect(events.map(({ type }) => type)).toEqual([
          to === 'resolved' ? 'issue.resolved' : 'issue.updated',
        ]);
        expect(events[0]!.changes).toEqual({ state: { from, to } });
        expect(events[0]!.data.issue).toEqual(after);
        expect(
          newlyTold.map(({ change }) => [
            change.type,
            change.changes.issue.from.state,
            change.changes.issue.to.state,
          ]),
        ).toEqual([['issue_state_changed', from, to]]);
      } else {
        expectProblem(answer, 409, 'illegal_transition', { from, to, allowedTransitions: allowed[from] });
        expect(after).toEqual(before);
        expect([events, newlyTold]).toEqual([[], []]);
      }
    },
  );

  test('with other fields is told beside them', async () => {
    const { admin } = workspace;
    const { body } = await admin.post('/issues', { title: 'Before' });
    const events = await eventsOf(workspace, () =>
      admin.patch(`/issues/${body.id}`, { title: 'After', state: 'resolved' }),
    );
    expect(
      events.map(({ type, changes, resource }) => [type, Object.keys(changes), resource.version]),
    ).toEqual([
      ['issue.updated', ['title'], 2],
      ['issue.resolved', ['state'], 2],
    ]);
  });
});
