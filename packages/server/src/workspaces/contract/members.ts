import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, name, text, timestamp, version } from '../../contract/shapes.ts';
import { roleSummary } from './roles.ts';
import { count, dryRun, recordKey, workEffects } from './shapes.ts';

export const memberStatuses = ['invited', 'active', 'suspended', 'removed'] as const;
const availability = () =>
  z
    .enum(['online', 'away', 'offline'])
    .meta({ description: 'Whether the member takes new conversations, as the member says.' });
const capacity = () =>
  z
    .int()
    .min(0)
    .max(10_000)
    .meta({ description: 'Open conversations that the member can work on; null for no bound.' });
const email = () =>
  z
    .email('Must be an email address.')
    .max(320)
    .meta({ examples: ['ada@example.com'] });
const reason = () => text(500).optional().meta({ description: 'Kept in the audit log.' });

export const teamSummary = z
  .strictObject({ id: id('team'), key: recordKey(), name: text(200) })
  .meta({ id: 'TeamSummary' });

export const member = z
  .strictObject({
    id: id('mem'),
    email: text(320),
    name: text(200).nullable(),
    role: roleSummary,
    teams: z.array(teamSummary).max(500),
    status: z.enum(memberStatuses),
    availability: availability(),
    capacity: capacity().nullable(),
    openCount: count('Open conversations that are assigned to the member.'),
    inviteExpiresAt: timestamp()
      .nullable()
      .meta({ description: 'Until when an invitation can be accepted.' }),
    joinedAt: timestamp().nullable(),
    removedAt: timestamp().nullable(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Member' });
export type Member = z.output<typeof member>;

const at = new Date('2026-11-22T09:30:00.000Z');
const example: Member = {
  id: exampleId('mem'),
  email: 'ada@example.com',
  name: 'Ada',
  role: { id: exampleId('rol'), key: 'member', name: 'Member' },
  teams: [],
  status: 'active',
  availability: 'offline',
  capacity: null,
  openCount: 0,
  inviteExpiresAt: null,
  joinedAt: at,
  removedAt: null,
  version: 2,
  createdAt: at,
  updatedAt: at,
};
const invited: Member = {
  ...example,
  status: 'invited',
  inviteExpiresAt: new Date('2026-11-29T09:30:00.000Z'),
  joinedAt: null,
  version: 1,
};

export const listMembers = operation({
  summary: 'List members',
  description: 'The people of the workspace, invited, suspended and removed ones included.',
  access: { scope: 'workspace:read' },
  rest: 'GET /members',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    roleId: id('rol').optional(),
    teamId: id('team').optional(),
    status: z.enum(memberStatuses).optional(),
    availability: availability().optional(),
    email: text(320).optional().meta({ description: 'Only who has exactly this address, in any case.' }),
  }),
  output: page(member),
  errors: ['invalid_cursor'],
  example: {
    input: { status: 'active' },
    output: { object: 'list', data: [example], hasMore: false, nextCursor: null },
  },
});

export const getMember = operation({
  summary: 'Get a member',
  description: 'One person of the workspace.',
  access: { scope: 'workspace:read' },
  rest: 'GET /members/{id}',
  input: z.strictObject({ id: id('mem') }),
  output: member,
  example: { input: { id: exampleId('mem') }, output: example },
});

export const inviteMember = operation({
  summary: 'Invite a member',
  description:
    'Invites a person to the workspace. The answer holds the token with which the invitation is accepted, once; hand it to the person. An address that is invited already gets a new token, and the one before stops working. Nobody gives a role that reaches further than the credential that asks.',
  access: { scope: 'members:write' },
  rest: 'POST /members',
  status: 201,
  input: z.strictObject({
    email: email(),
    roleId: id('rol'),
    teamIds: z.array(id('team')).max(50).optional(),
    name: name().optional(),
    expiresInDays: z
      .int()
      .min(1)
      .max(30)
      .default(7)
      .meta({ description: 'How long the invitation can be accepted.' }),
  }),
  output: member
    .extend({
      invitationToken: text(80).meta({
        description: 'Accepts the invitation. It is shown here and never again.',
      }),
    })
    .meta({ id: 'InvitedMember' }),
  errors: ['already_exists', 'reference_not_usable', 'state_conflict'],
  events: ['member.invited', 'team.updated'],
  revealsSecret: true,
  example: {
    input: { email: 'ada@example.com', roleId: exampleId('rol'), name: 'Ada' },
    output: { ...invited, invitationToken: 'woesm_<32 characters and a checksum>' },
  },
});

export const acceptInvitation = operation({
  summary: 'Accept an invitation',
  description:
    'Makes whoever holds the token of an invitation the member that was invited. A token works once; an unknown, a used and a replaced one answer alike, and failed attempts are counted like those of keys.',
  access: { public: 'The token of the invitation is what opens it; its holder has no key yet.' },
  rest: 'POST /invitations/accept',
  status: 201,
  input: z.strictObject({
    invitationToken: text(80, 1),
    name: name()
      .optional()
      .meta({ description: 'How the member is called, in place of what was said before.' }),
  }),
  output: member,
  errors: ['invalid_credentials', 'expired_credentials', 'rate_limited'],
  events: ['member.joined'],
  example: {
    input: { invitationToken: 'woesm_<32 characters and a checksum>' },
    output: example,
  },
});

export const updateMember = operation({
  summary: 'Update a member',
  description:
    'Changes the fields that are given; null clears one, teams are replaced as a whole. Credentials of the member follow a change of role at once. The last active owner stays one, and who may do more than the credential that asks is not its to change.',
  access: { scope: 'members:write' },
  rest: 'PATCH /members/{id}',
  input: z.strictObject({
    id: id('mem'),
    roleId: id('rol').optional(),
    teamIds: z.array(id('team')).max(50).optional(),
    availability: availability().optional(),
    capacity: capacity().nullable().optional(),
    name: name().nullable().optional(),
    expectedVersion: expectedVersion(),
  }),
  output: member,
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: ['member.updated', 'team.updated'],
  example: {
    input: { id: exampleId('mem'), availability: 'online', capacity: 20 },
    output: { ...example, availability: 'online', capacity: 20, version: 3 },
  },
});

const moving = { id: id('mem'), reason: reason(), expectedVersion: expectedVersion() };

export const suspendMember = operation({
  summary: 'Suspend a member',
  description:
    'The credentials of the member stop working until it is reinstated, and it is assigned nothing. Suspending again changes nothing.',
  access: { scope: 'members:write' },
  rest: 'POST /members/{id}/suspend',
  input: z.strictObject(moving),
  output: member,
  errors: ['version_conflict', 'illegal_transition', 'state_conflict'],
  events: ['member.suspended'],
  example: {
    input: { id: exampleId('mem'), reason: 'On leave.' },
    output: { ...example, status: 'suspended', version: 3 },
  },
});

export const reinstateMember = operation({
  summary: 'Reinstate a suspended member',
  description: 'The credentials of the member work again. An active member stays as it is.',
  access: { scope: 'members:write' },
  rest: 'POST /members/{id}/reinstate',
  input: z.strictObject(moving),
  output: member,
  errors: ['version_conflict', 'illegal_transition', 'state_conflict'],
  events: ['member.reinstated'],
  example: { input: { id: exampleId('mem') }, output: { ...example, version: 4 } },
});

export const removeMember = operation({
  summary: 'Remove a member',
  description:
    'Ends the membership or the invitation; credentials of the member are revoked, and what is assigned to it goes to `reassignTo`, or to nobody. With `dryRun` nothing is changed and `effects` says what would be. Removing again changes nothing.',
  access: { scope: 'members:write' },
  rest: 'DELETE /members/{id}',
  input: z.strictObject({
    id: id('mem'),
    reassignTo: z
      .union([id('mem'), id('team')])
      .optional()
      .meta({ description: 'A member or a team of the workspace.' }),
    dryRun: dryRun(),
    reason: reason(),
    expectedVersion: expectedVersion(),
  }),
  output: member.extend({ effects: workEffects }).meta({ id: 'RemovedMember' }),
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: [
    'member.removed',
    'credential.revoked',
    'team.updated',
    'conversation.assigned',
    'conversation.unassigned',
    'issue.updated',
  ],
  example: {
    input: { id: exampleId('mem', 9) },
    output: {
      ...example,
      id: exampleId('mem', 9),
      status: 'removed',
      removedAt: at,
      version: 3,
      effects: { conversations: 0, issues: 0, automations: 0, macros: 0 },
    },
  },
});
