import type { Id } from '../../contract/ids.ts';
import type { Call } from '../../rpc/context.ts';

export type Assignee = Id<'mem'> | Id<'team'>;

/** Open conversations by the member that they are assigned to. */
export async function openCounts(
  _call: Call,
  _ids: readonly Id<'mem'>[],
): Promise<ReadonlyMap<Id<'mem'>, number>> {
  return new Map();
}

export interface WorkEffects {
  conversations: number;
  automations: number;
  macros: number;
}

/** What is assigned to a member or a team. */
export async function workOf(_call: Call, _assignee: Assignee): Promise<WorkEffects> {
  return { conversations: 0, automations: 0, macros: 0 };
}

/** Gives what is assigned to a member or a team to another, or to nobody. */
export async function handOver(call: Call, from: Assignee, _to: Assignee | null): Promise<WorkEffects> {
  return workOf(call, from);
}
