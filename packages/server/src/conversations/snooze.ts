import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { statement } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { invalidField, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { changeConversation, openForChange } from './change.ts';
import type * as contract from './contract.ts';
import type { Conversation } from './contract.ts';
import { lockConversation } from './rows.ts';
import { awake } from './states.ts';

const longestMs = 2 * 366 * 24 * 3_600_000;

export async function snoozeConversation(
  call: Call,
  { until, untilReply, reason, ...asked }: z.output<typeof contract.snoozeConversation.input>,
): Promise<Conversation> {
  const ahead = until ? until.getTime() - call.now.getTime() : 1;
  if (ahead <= 0 || ahead > longestMs)
    throw invalidField('/until', 'out_of_range', 'Must be in the future, at most two years away.');
  const loaded = await openForChange(call, asked);
  if (loaded.conversation.state === 'resolved')
    throw new ProblemError('state_conflict', 'A resolved conversation is out of sight already.', {
      metadata: { state: 'resolved' },
    });
  return changeConversation(
    call,
    loaded,
    { snoozedUntil: until ?? null, snoozedUntilReply: untilReply },
    { reason },
  );
}

export async function unsnoozeConversation(
  call: Call,
  asked: z.output<typeof contract.unsnoozeConversation.input>,
): Promise<Conversation> {
  return changeConversation(call, await openForChange(call, asked), awake, { cause: 'asked' });
}

/** Wakes a conversation whose time has come. It may have been woken, or snoozed anew, since it was due. */
export async function wakeConversation(call: Call, id: Id<'conv'>): Promise<void> {
  const loaded = await lockConversation(call, id);
  const { snoozedUntil } = loaded.conversation;
  if (snoozedUntil === null || snoozedUntil > call.now) return;
  await changeConversation(call, loaded, awake, { cause: 'time' });
}

const due = statement<[workspaceId: string, now: string]>(`
  select id from conversations where workspace_id = $1 and snoozed_until <= $2 and deleted_at is null
  order by snoozed_until limit 100`);

/** The conversations of a workspace whose time has come. */
export async function dueConversations(call: Call): Promise<Id<'conv'>[]> {
  const rows = await due(decodeId(call.workspaceId), call.now.toISOString());
  return rows.map(([id]) => encodeId('conv', String(id)));
}
