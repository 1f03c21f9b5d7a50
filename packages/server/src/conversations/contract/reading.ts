import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { noContent, sequence } from '../../contract/shapes.ts';

const reader = z
  .enum(['member', 'customer'])
  .meta({ description: 'Whose side has read: the team or the customer.' });

export const markRead = operation({
  summary: 'Mark messages as read',
  description:
    'Says up to which message one side has read. It only moves forward: an earlier number changes nothing. With `memberId` the place of that member is kept as well.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/read',
  status: 200,
  input: z.strictObject({
    id: id('conv'),
    upToSequence: sequence('Number of the last message that was read.'),
    as: reader.default('member'),
    memberId: id('mem').optional(),
  }),
  output: z
    .strictObject({
      conversationId: id('conv'),
      as: reader,
      upToSequence: sequence('Number of the last message that this side has read.'),
      unreadCount: z.int().min(0).max(2_147_483_647),
    })
    .meta({ id: 'ReadState' }),
  errors: ['reference_not_usable'],
  events: ['conversation.read'],
  example: {
    input: { id: exampleId('conv'), upToSequence: 4 },
    output: { conversationId: exampleId('conv'), as: 'member', upToSequence: 4, unreadCount: 0 },
  },
});

export const setTyping = operation({
  summary: 'Say that someone is typing',
  description:
    'Tells the streams of the conversation that someone of the team is typing. It is not stored and has no event: it ends by itself after `ttlSeconds`, or with `state: stopped`.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/typing',
  status: 204,
  input: z.strictObject({
    id: id('conv'),
    state: z.enum(['started', 'stopped']).default('started'),
    memberId: id('mem').optional(),
    ttlSeconds: z.int().min(1).max(15).default(6),
  }),
  output: noContent,
  errors: ['reference_not_usable'],
  changesNothing: true,
  example: { input: { id: exampleId('conv'), state: 'started' }, output: undefined },
});
