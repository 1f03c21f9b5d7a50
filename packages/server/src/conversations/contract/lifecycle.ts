import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, text } from '../../contract/shapes.ts';
import { conversation, conversationExample, exampleTime } from './conversation.ts';

export const resolveConversation = operation({
  summary: 'Resolve a conversation',
  description:
    'Ends the work on a conversation. A customer who replies inside the reopen window opens it again. Resolving a resolved one changes nothing.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/resolve',
  input: z.strictObject({
    id: id('conv'),
    resolutionSummary: text(2000, 1).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict'],
  events: ['conversation.resolved'],
  example: {
    input: { id: exampleId('conv'), resolutionSummary: 'Explained the scope playlist-modify-public.' },
    output: {
      ...conversationExample,
      state: 'resolved',
      resolvedAt: exampleTime,
      resolutionSummary: 'Explained the scope playlist-modify-public.',
      waitingSince: null,
      version: 3,
    },
  },
});

export const reopenConversation = operation({
  summary: 'Reopen a conversation',
  description: 'Brings a resolved conversation back to `open`.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/reopen',
  input: z.strictObject({
    id: id('conv'),
    reason: text(500, 1).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict', 'illegal_transition'],
  events: ['conversation.reopened'],
  example: {
    input: { id: exampleId('conv'), reason: 'The answer was for another endpoint.' },
    output: { ...conversationExample, state: 'open', reopenCount: 1, version: 4 },
  },
});
