import { z } from 'zod';
import { filterOf } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { sizes } from '../../contract/sizes.ts';
import { job, jobEvents, jobExample } from '../../limits/contract.ts';
import { assignConversation } from './assignment.ts';
import { conversationFilterFields } from './conversation.ts';
import {
  archiveConversation,
  reopenConversation,
  resolveConversation,
  snoozeConversation,
  unarchiveConversation,
  unsnoozeConversation,
} from './lifecycle.ts';
import { updateConversation } from './record.ts';

/** What can be done to many conversations: each is what it is to one. */
export const bulkChanges = {
  update: updateConversation,
  tag: updateConversation,
  assign: assignConversation,
  resolve: resolveConversation,
  reopen: reopenConversation,
  snooze: snoozeConversation,
  unsnooze: unsnoozeConversation,
  archive: archiveConversation,
  unarchive: unarchiveConversation,
} as const;
export type BulkChange = keyof typeof bulkChanges;
const changeNames = Object.keys(bulkChanges) as [BulkChange, ...BulkChange[]];

const { id: _, expectedVersion: __, externalId: ___, ...updateFields } = updateConversation.input.shape;

/** The fields that a change of one conversation takes, but for which conversation it is. */
const bulkArguments = z.strictObject({
  ...updateFields,
  to: assignConversation.input.shape.to.optional(),
  note: assignConversation.input.shape.note,
  resolutionSummary: resolveConversation.input.shape.resolutionSummary,
  until: snoozeConversation.input.shape.until,
  untilReply: z.boolean().optional(),
  reason: snoozeConversation.input.shape.reason,
});

/** The input of the change of one conversation, with the problems of its arguments. */
export const changeOf = (change: BulkChange, conversationId: string, args: object) =>
  bulkChanges[change].input.safeParse({ ...args, id: conversationId });

export const bulkUpdateConversations = operation({
  summary: 'Change many conversations',
  description:
    'Does one thing to up to 1000 conversations, by `ids` or by a `filter`, as a job. `operation` says what, and `args` what it takes, as the operation on one conversation does: `update` (subject, priority, state, tags, customFields), `tag` (tags), `assign` (to, note), `resolve` (resolutionSummary, customFields), `reopen` (reason), `snooze` (until, untilReply, reason), `unsnooze`, `archive`, `unarchive`. What a filter matches is settled when the call is answered. `onConflict: skip` passes over conversations whose state does not allow it.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/bulk',
  status: 202,
  input: z
    .strictObject({
      ids: z.array(id('conv')).min(1).max(sizes.bulkItems).optional(),
      filter: filterOf(conversationFilterFields).optional(),
      operation: z.enum(changeNames),
      args: bulkArguments.default({}),
      dryRun: z.boolean().default(false),
      onConflict: z.enum(['skip', 'fail']).default('fail').meta({
        description: 'What becomes of an item whose state does not allow it: `skipped`, or `failed`.',
      }),
    })
    .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
      message: 'Give either `ids` or `filter`.',
      path: ['ids'],
    })
    .superRefine(({ operation: change, args }, context) => {
      const { error } = changeOf(change, exampleId('conv'), args);
      for (const { path, ...issue } of error?.issues ?? [])
        context.addIssue({ ...issue, path: ['args', ...path] } as never);
      if (change === 'tag')
        for (const field of Object.keys(args))
          if (field !== 'tags')
            context.addIssue({ code: 'unrecognized_keys', keys: [field], path: ['args'], input: args });
    }),
  output: job,
  cost: 10,
  events: [...new Set([...Object.values(bulkChanges).flatMap(({ events }) => events ?? []), ...jobEvents])],
  example: {
    input: {
      ids: [exampleId('conv'), exampleId('conv', 2)],
      operation: 'tag',
      args: { tags: { add: ['billing'] } },
    },
    output: { ...jobExample, kind: 'conversations.bulkUpdate' },
  },
});
