import type { z } from 'zod';
import { recordSizes } from '../contract/sizes.ts';
import { requireCustomer } from '../customers/index.ts';
import { bounded } from '../platform/differences.ts';
import type { Call } from '../rpc/context.ts';
import { assertMember } from '../workspaces/index.ts';
import { changeConversation, openForChange } from './change.ts';
import type { Conversation, setParticipants as contract, Participant } from './contract.ts';

const same = (a: Participant, b: Participant) => a.type === b.type && a.id === b.id;

export async function setParticipants(
  call: Call,
  { add, remove, ...asked }: z.output<typeof contract.input>,
): Promise<Conversation> {
  const loaded = await openForChange(call, asked);
  for (const each of add) {
    if (each.type === 'customer') await requireCustomer(call, each.id);
    if (each.type === 'member') await assertMember(call, each.id, 'add');
  }
  const participants = withParticipants(
    loaded.conversation.participants.filter((one) => !remove.some((each) => same(one, each))),
    add,
  );
  return changeConversation(call, loaded, { participants });
}

/** Adds who is not there yet, gives those who are the role that is said now, and keeps the order. */
export function withParticipants(
  current: readonly Participant[],
  add: readonly Participant[],
): Participant[] {
  const participants = [...current];
  for (const { type, id, role } of add) {
    const index = participants.findIndex((one) => same(one, { type, id, role }));
    if (index < 0) participants.push({ type, id, role });
    else participants[index] = { type, id, role };
  }
  return bounded('/add', recordSizes.participants, participants);
}
