import type { Id } from '../../contract/ids.ts';
import {
  handOverConversations,
  handOverIssues,
  heldConversations,
  heldIssues,
} from '../../conversations/index.ts';
import type { Call } from '../../rpc/context.ts';

export type Assignee = Id<'mem'> | Id<'team'>;

export interface WorkEffects {
  conversations: number;
  issues: number;
  automations: number;
  macros: number;
}

/** What is assigned to a member or a team. */
export async function workOf(call: Call, assignee: Assignee): Promise<WorkEffects> {
  return {
    conversations: await heldConversations(call, assignee),
    issues: await heldIssues(call, assignee),
    automations: 0,
    macros: 0,
  };
}

/** Gives what is assigned to a member or a team to another, or to nobody. */
export async function handOver(call: Call, from: Assignee, to: Assignee | null): Promise<WorkEffects> {
  return {
    conversations: await handOverConversations(call, from, to),
    issues: await handOverIssues(call, from, to),
    automations: 0,
    macros: 0,
  };
}
