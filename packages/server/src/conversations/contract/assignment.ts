import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, text } from '../../contract/shapes.ts';
import { conversation, conversationExample } from './conversation.ts';

export const teamStrategy = z.enum(['explicit', 'round_robin', 'least_loaded']).meta({
  description:
    'How the team chooses: `explicit` names the team and nobody of it, the others name a member. The policy of the team, when left out.',
});

export const assignmentTarget = z
  .union([
    z.strictObject({ memberId: id('mem') }),
    z.strictObject({ teamId: id('team'), strategy: teamStrategy.optional() }),
  ])
  .meta({ id: 'AssignmentTarget', description: 'A member, or a team that chooses one by its policy.' });
export type AssignmentTarget = z.output<typeof assignmentTarget>;

const skipReason = z.enum(['offline', 'away', 'at_capacity', 'outside_business_hours']);
export type SkipReason = z.output<typeof skipReason>;

const holder = z
  .strictObject({ memberId: id('mem').nullable(), teamId: id('team').nullable() })
  .meta({ id: 'Holder' });

export const assignment = z
  .strictObject({
    from: holder,
    to: holder,
    strategy: teamStrategy,
    candidatesConsidered: z.int().min(0).max(200),
    skipped: z
      .array(z.strictObject({ memberId: id('mem'), reason: skipReason }))
      .max(200)
      .meta({ description: 'Members of the team who could not be given it, and why.' }),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.output<typeof assignment>;

export const assignConversation = operation({
  summary: 'Assign a conversation',
  description:
    'Gives a conversation to a member, or to a team that chooses a member by its policy; null takes it from everybody. When a team can choose nobody it keeps the conversation, `skipped` says why, and it is assigned as soon as a member comes online or has room.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/assign',
  status: 200,
  input: z.strictObject({
    id: id('conv'),
    to: assignmentTarget.nullable(),
    note: text(32_000, 1).optional().meta({ description: 'A note to leave with it.' }),
    expectedVersion: expectedVersion(),
  }),
  output: conversation.extend({ assignment }).meta({ id: 'AssignedConversation' }),
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: ['conversation.assigned', 'conversation.unassigned', 'note.created'],
  example: {
    input: { id: exampleId('conv'), to: { teamId: exampleId('team', 2) } },
    output: {
      ...conversationExample,
      assignee: { type: 'member', id: exampleId('mem') },
      teamId: exampleId('team', 2),
      version: 2,
      assignment: {
        from: { memberId: null, teamId: null },
        to: { memberId: exampleId('mem'), teamId: exampleId('team', 2) },
        strategy: 'least_loaded',
        candidatesConsidered: 2,
        skipped: [{ memberId: exampleId('mem', 2), reason: 'offline' }],
      },
    },
  },
});
