import type { Id } from '../../contract/ids.ts';
import type { Person } from '../../customers/index.ts';
import { statement } from '../../platform/db/index.ts';
import { differences } from '../../platform/differences.ts';
import { decodeId, encodeId } from '../../platform/ids.ts';
import type { Call } from '../../rpc/context.ts';
import type { Issue } from '../contract.ts';
import { assigneeOf } from './assignee.ts';
import { lockIssue } from './rows.ts';
import { save, tell } from './update.ts';

/* What other categories move of issues when somebody goes: each is told as a change of the issue. */

type Assignee = Id<'mem'> | Id<'team'>;

const heldBy = statement<[string, string]>(
  'select id from issues where workspace_id = $1 and assignee_id = $2 order by id',
);
const about = statement<[string, string]>(
  'select id from issues where workspace_id = $1 and customer_id = $2 order by id',
);

const idsOf = (rows: unknown[][]) => rows.map(([id]) => encodeId('iss', id as string));

async function change(call: Call, id: Id<'iss'>, wanted: Partial<Pick<Issue, 'assignee' | 'customer'>>) {
  const issue = await lockIssue(call, id);
  const { changes, values } = differences(issue, wanted);
  if (!values) return;
  const changed: Issue = { ...issue, ...values, version: issue.version + 1, updatedAt: call.now };
  await save(call, changed, null);
  tell(call, changed, changes);
}

/** How many issues a member or a team holds. */
export const heldIssues = async (call: Call, assignee: Assignee): Promise<number> =>
  (await heldBy(decodeId(call.workspaceId), decodeId(assignee))).length;

/** Gives the issues of a member or a team to another, or to nobody. */
export async function handOverIssues(call: Call, from: Assignee, to: Assignee | null): Promise<number> {
  const held = idsOf(await heldBy(decodeId(call.workspaceId), decodeId(from)));
  for (const id of held) await change(call, id, { assignee: to && assigneeOf(to) });
  return held.length;
}

/** How many issues are about a customer. */
export const countIssues = async (call: Call, customerId: Id<'cus'>): Promise<number> =>
  (await about(decodeId(call.workspaceId), decodeId(customerId))).length;

/** Gives the issues about one person to another, all of them or those named. Gives their ids. */
export async function moveIssues(
  call: Call,
  from: Id<'cus'>,
  { id, externalId, name, email }: Pick<Person, 'id' | 'externalId' | 'name' | 'email'>,
  only?: ReadonlySet<Id<'iss'>>,
): Promise<Id<'iss'>[]> {
  const all = idsOf(await about(decodeId(call.workspaceId), decodeId(from)));
  const moved = only ? all.filter((each) => only.has(each)) : all;
  for (const each of moved) await change(call, each, { customer: { id, externalId, name, email } });
  return moved;
}
