import type { z } from 'zod';
import { bounded, changeList } from '../platform/differences.ts';
import type { Call } from '../rpc/context.ts';
import { changeConversation, openForChange } from './change.ts';
import type { Conversation, updateConversation as contract } from './contract.ts';
import { customFieldsAfter } from './custom-fields.ts';
import { stateFields } from './states.ts';

export async function updateConversation(
  call: Call,
  { id, expectedVersion, tags, customFields, ...wanted }: z.output<typeof contract.input>,
): Promise<Conversation> {
  const loaded = await openForChange(call, { id, expectedVersion });
  const { conversation } = loaded;
  return changeConversation(call, loaded, {
    ...wanted,
    ...(tags ? { tags: bounded('/tags/add', 64, changeList(conversation.tags, tags)) } : {}),
    ...(await customFieldsAfter(call, conversation, {
      customFields,
      resolves: wanted.state === 'resolved',
    })),
    ...(wanted.state ? stateFields(call, conversation, wanted.state) : {}),
  });
}
