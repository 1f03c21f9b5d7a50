import type { z } from 'zod';
import type { Call } from '../../rpc/context.ts';
import { assertMember } from '../../workspaces/index.ts';
import { changeConversation, openForChange, type Telling } from '../change.ts';
import type {
  Assignment,
  AssignmentTarget,
  Conversation,
  assignConversation as contract,
} from '../contract.ts';
import { createNote } from '../notes.ts';
import { type Loaded, lockConversation } from '../rows.ts';
import { chooseFromTeam } from './team-choice.ts';

export async function assignConversation(
  call: Call,
  { to, note, ...asked }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const loaded = await openForChange(call, asked);
  const assigned = await assignTo(call, loaded, to);
  if (note === undefined) return assigned;
  await createNote(call, { conversationId: asked.id, body: note, mentions: [], pinned: false });
  const { conversation } = await lockConversation(call, asked.id);
  return { ...conversation, assignment: assigned.assignment };
}

/** Gives a locked conversation to somebody. */
export async function assignTo(
  call: Call,
  loaded: Loaded,
  to: AssignmentTarget | null,
  telling: Telling = {},
): Promise<Conversation & { assignment: Assignment }> {
  const { conversation } = loaded;
  const chosen = await chooseFor(call, conversation, to);
  const { memberId, teamId, ...how } = chosen;
  const assignment: Assignment = {
    from: { memberId: conversation.assignee?.id ?? null, teamId: conversation.teamId },
    to: { memberId, teamId },
    ...how,
  };
  const assigned = await changeConversation(
    call,
    loaded,
    { assignee: memberId ? { type: 'member', id: memberId } : null, teamId },
    { ...telling, data: { assignment } },
  );
  return { ...assigned, assignment };
}

const nobody = { strategy: 'explicit', candidatesConsidered: 0, skipped: [] } as const;

async function chooseFor(call: Call, { teamId }: Conversation, to: AssignmentTarget | null) {
  if (to === null) return { memberId: null, teamId: null, ...nobody, skipped: [] };
  if ('memberId' in to) {
    await assertMember(call, to.memberId, 'to.memberId');
    // Whoever of the team takes it, it stays the team's.
    return { memberId: to.memberId, teamId, ...nobody, skipped: [] };
  }
  return { teamId: to.teamId, ...(await chooseFromTeam(call, to.teamId, to.strategy)) };
}
