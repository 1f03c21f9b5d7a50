import type { z } from 'zod';
import { asFilter } from '../contract/filters.ts';
import type { Id } from '../contract/ids.ts';
import { sizes } from '../contract/sizes.ts';
import type { Job } from '../limits/contract.ts';
import { bulkOperation, startJob } from '../limits/index.ts';
import { statement } from '../platform/db/index.ts';
import { compileSql } from '../platform/filters/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { invalidField } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { assignConversation } from './assignment/assign.ts';
import {
  type BulkChange,
  bulkChanges,
  type Conversation,
  changeOf,
  type bulkUpdateConversations as contract,
  conversationFilterFields,
} from './contract.ts';
import { conversationColumns } from './filter-columns.ts';
import {
  archiveConversation,
  reopenConversation,
  resolveConversation,
  unarchiveConversation,
} from './lifecycle.ts';
import { lockConversation, selectConversations } from './rows.ts';
import { snoozeConversation, unsnoozeConversation } from './snooze.ts';
import { updateConversation } from './update.ts';

type Input = z.output<typeof contract.input>;
type Args = Pick<Input, 'operation' | 'args' | 'onConflict'>;

const verbs: { [C in BulkChange]: (call: Call, input: never) => Promise<Conversation> } = {
  update: updateConversation,
  tag: updateConversation,
  assign: assignConversation,
  resolve: resolveConversation,
  reopen: reopenConversation,
  snooze: snoozeConversation,
  unsnooze: unsnoozeConversation,
  archive: archiveConversation,
  unarchive: unarchiveConversation,
};

const conflicts = new Set(['illegal_transition', 'state_conflict', 'version_conflict']);

export const conversationBulkUpdate = bulkOperation<{ id: Id<'conv'> }, Args>({
  kind: 'conversations.bulkUpdate',
  scope: 'conversations:write',
  events: [...new Set(Object.values(bulkChanges).flatMap(({ events }) => events ?? []))],
  skips: ({ code }, { onConflict }) => onConflict === 'skip' && conflicts.has(code),
  async work(call, { id }, { operation, args }) {
    const before = await lockConversation(call, id);
    const { data: input } = changeOf(operation, id, args);
    const after = await verbs[operation](call, input as never);
    return {
      result: after.version === before.conversation.version ? 'noop' : 'updated',
      resource: { type: 'conversation', id },
    };
  },
});

export async function bulkUpdateConversations(
  call: Call,
  { ids, filter, dryRun, ...args }: Input,
): Promise<Job> {
  const found = ids ? [...new Set(ids)] : await matching(call, filter, args.operation);
  return startJob(call, conversationBulkUpdate, {
    items: found.map((id) => ({ ref: id, input: { id } })),
    args,
    dryRun,
  });
}

/** Conversations that a filter matches now. Archived ones are out of sight, but for what brings them back. */
async function matching(call: Call, filter: Input['filter'], change: BulkChange): Promise<Id<'conv'>[]> {
  const params: unknown[] = [decodeId(call.workspaceId)];
  const condition = compileSql(asFilter(filter), {
    fields: conversationFilterFields,
    columns: conversationColumns,
    now: call.now,
    bind: (value) => `$${params.push(value)}`,
  });
  const archived = change === 'unarchive' ? 'is not null' : 'is null';
  const rows = await statement(
    `${selectConversations} and c.archived_at ${archived} and c.merged_into is null and ${condition}
     order by c.created_at, c.id limit ${sizes.bulkItems + 1}`,
  )(...params);
  if (rows.length > sizes.bulkItems)
    throw invalidField(
      '/filter',
      'too_many',
      `Must match at most ${sizes.bulkItems} conversations: narrow it.`,
    );
  return rows.map(([id]) => encodeId('conv', String(id)));
}
