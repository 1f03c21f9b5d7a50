import type { Id } from '../../contract/ids.ts';
import { decodeId } from '../../platform/ids.ts';
import type { Call } from '../../rpc/context.ts';
import { assertMember, assertTeam } from '../../workspaces/index.ts';
import type { IssueAssignee } from '../contract.ts';

/** Somebody to whom work can go. */
export async function assertAssignee(call: Call, { id }: IssueAssignee): Promise<void> {
  if (id.startsWith('mem_')) await assertMember(call, id as Id<'mem'>, 'assignee.id');
  else await assertTeam(call, id as Id<'team'>, 'assignee.id');
}

/** How an assignee is kept. */
export const assigneeColumns = (assignee: IssueAssignee | null) => ({
  assigneeType: assignee?.type ?? null,
  assigneeId: assignee && decodeId(assignee.id),
});

export const assigneeOf = (id: Id<'mem'> | Id<'team'>): IssueAssignee =>
  id.startsWith('mem_') ? { type: 'member', id: id as Id<'mem'> } : { type: 'team', id: id as Id<'team'> };
