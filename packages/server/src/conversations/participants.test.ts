import { beforeAll, describe, expect, test } from 'vitest';
import {
  addMember,
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  fieldProblems,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let path: string;
beforeAll(async () => {
  workspace = await createWorkspace();
  path = `/conversations/${(await createConversation(workspace)).id}/participants`;
});

const change = (body: object) => workspace.admin.put(path, body);
const email = (n: number) => ({ type: 'email', id: `lead-${n}@example.com`, role: 'cc' });

describe('participants', () => {
  test('come, change their role and go, each told by its kind', async () => {
    const { id } = await addMember(workspace);
    const member = { type: 'member', id, role: 'follower' };
    const added = await eventsOf(workspace, () => change({ add: [email(1), member] }));
    const again = await eventsOf(workspace, () => change({ add: [email(1), member], remove: [email(9)] }));
    const moved = await eventsOf(workspace, () => change({ add: [{ ...email(1), role: 'bcc' }] }));
    let answer: any;
    const gone = await eventsOf(workspace, async () => {
      answer = await change({ remove: [member] });
    });
    const types = [added, again, moved, gone].map((events) => events.map(({ type }) => type));
    expect(types).toEqual([
      ['conversation.participant_added'],
      [],
      ['conversation.participant_added'],
      ['conversation.participant_removed'],
    ]);
    expect(answer.body.participants).toEqual([{ ...email(1), role: 'bcc' }]);
  });

  test('are people and addresses that there are, and not too many', async () => {
    const unknown = `cus_${'0'.repeat(26)}`;
    expectProblem(await change({ add: [{ type: 'customer', id: unknown }] }), 422, 'reference_not_usable');
    expect((await change({ add: [{ type: 'email', id: 'nobody' }] })).status).toBe(400);
    await change({ add: Array.from({ length: 60 }, (_, n) => email(n)) });
    const more = await change({ add: Array.from({ length: 10 }, (_, n) => email(100 + n)) });
    expect(fieldProblems(more)).toEqual(['body /add too_big']);
  });

  test('that two add at once are both there', async () => {
    const other = (await createConversation(workspace)).id;
    const put = (n: number) =>
      workspace.admin.put(`/conversations/${other}/participants`, { add: [email(n)] });
    await Promise.all([put(1), put(2), put(3)]);
    const { body } = await workspace.admin.get(`/conversations/${other}`);
    expect(body.participants.map(({ id }: any) => id).sort()).toEqual([1, 2, 3].map((n) => email(n).id));
  });
});
