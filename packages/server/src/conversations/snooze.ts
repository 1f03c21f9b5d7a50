import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { jobQueue } from '../platform/jobs/index.ts';
import { invalidField, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { enqueue } from '../rpc/jobs.ts';
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
  if (until) await enqueue(call, wakeQueue, { conversationId: asked.id }, { startAfter: until });
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

const ignoreGone = (error: unknown) => {
  if (error instanceof ProblemError && error.code === 'not_found') return null;
  throw error;
};

/** Wakes conversations. A job that comes when there is nothing to wake does nothing, so none is ever taken back. */
export const wakeQueue = jobQueue<{ conversationId: Id<'conv'> }>('conversations.wake', { parallel: 4 });

/** Wakes a conversation whose time has come. It may have been woken, or snoozed anew, since it was due. */
export async function wakeConversation(
  call: Call,
  { conversationId }: { conversationId: Id<'conv'> },
): Promise<void> {
  const loaded = await lockConversation(call, conversationId).catch(ignoreGone);
  const snoozedUntil = loaded?.conversation.snoozedUntil;
  if (!loaded || !snoozedUntil || snoozedUntil > call.now) return;
  await changeConversation(call, loaded, awake, { cause: 'time' });
}
