import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion } from '../../contract/shapes.ts';
import { recordSizes } from '../../contract/sizes.ts';
import { conversation, conversationExample, participant } from './conversation.ts';

const email = z.email('Must be an email address.').max(320);
const role = participant.shape.role;
const participantKey = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('customer'), id: id('cus'), role: role.default('cc') }),
  z.strictObject({ type: z.literal('member'), id: id('mem'), role: role.default('follower') }),
  z.strictObject({ type: z.literal('email'), id: email, role: role.default('cc') }),
]);

export const setParticipants = operation({
  summary: 'Change who takes part',
  description:
    'Adds and removes participants: customers, members and email addresses. Adding one that is there changes its role; removing one that is not there changes nothing.',
  access: { scope: 'conversations:write' },
  rest: 'PUT /conversations/{id}/participants',
  input: z.strictObject({
    id: id('conv'),
    add: z.array(participantKey).max(recordSizes.participants).default([]),
    remove: z.array(participantKey).max(recordSizes.participants).default([]),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: ['conversation.participant_added', 'conversation.participant_removed'],
  example: {
    input: { id: exampleId('conv'), add: [{ type: 'email', id: 'lead@example.com', role: 'cc' }] },
    output: {
      ...conversationExample,
      participants: [{ type: 'email', id: 'lead@example.com', role: 'cc' }],
      version: 2,
    },
  },
});
