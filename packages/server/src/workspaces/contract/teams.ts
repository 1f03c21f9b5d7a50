import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, name, text, timestamp, version } from '../../contract/shapes.ts';
import { dryRun, recordKey, workEffects } from './shapes.ts';

export const teamMembersMax = 200;

const policyFields = {
  strategy: z.enum(['manual', 'round_robin', 'least_loaded']).meta({
    description:
      'Who gets a conversation of the team: nobody until somebody assigns it, each in turn, or who has the fewest open.',
  }),
  maxOpenPerMember: z
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .meta({ description: 'A member with this many open conversations gets no more; null for no bound.' }),
  onlyOnline: z.boolean().meta({ description: 'Pass over members who are away or offline.' }),
  respectBusinessHours: z
    .boolean()
    .meta({ description: 'Assign to nobody outside of the business hours of the workspace.' }),
};

export const assignmentPolicy = z.strictObject(policyFields).meta({ id: 'AssignmentPolicy' });
export type AssignmentPolicy = z.output<typeof assignmentPolicy>;

const teamMember = z
  .strictObject({
    id: id('mem'),
    name: text(200).nullable(),
    status: z.enum(['invited', 'active', 'suspended']),
    availability: z.enum(['online', 'away', 'offline']),
    capacity: z.int().min(0).max(10_000).nullable(),
  })
  .meta({ id: 'TeamMember' });
export type TeamMember = z.output<typeof teamMember>;

export const team = z
  .strictObject({
    id: id('team'),
    key: recordKey(),
    name: name(),
    members: z.array(teamMember).max(teamMembersMax),
    assignmentPolicy,
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Team' });
export type Team = z.output<typeof team>;

const at = new Date('2026-11-22T09:30:00.000Z');
const example: Team = {
  id: exampleId('team'),
  key: 'tier-two',
  name: 'Tier two',
  members: [{ id: exampleId('mem'), name: 'Ada', status: 'active', availability: 'online', capacity: 20 }],
  assignmentPolicy: {
    strategy: 'least_loaded',
    maxOpenPerMember: 20,
    onlyOnline: true,
    respectBusinessHours: false,
  },
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const listTeams = operation({
  summary: 'List teams',
  description: 'The teams of the workspace with their members and how they assign.',
  access: { scope: 'workspace:read' },
  rest: 'GET /teams',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    memberId: id('mem').optional().meta({ description: 'Only teams that this member is in.' }),
  }),
  output: page(team),
  errors: ['invalid_cursor'],
  example: {
    input: { sort: 'created_at' },
    output: { object: 'list', data: [example], hasMore: false, nextCursor: null },
  },
});

export const getTeam = operation({
  summary: 'Get a team',
  description: 'One team, by its key.',
  access: { scope: 'workspace:read' },
  rest: 'GET /teams/{key}',
  input: z.strictObject({ key: recordKey() }),
  output: team,
  example: { input: { key: 'tier-two' }, output: example },
});

const policyChanges = z.strictObject({
  strategy: policyFields.strategy.optional(),
  maxOpenPerMember: policyFields.maxOpenPerMember.optional(),
  onlyOnline: policyFields.onlyOnline.optional(),
  respectBusinessHours: policyFields.respectBusinessHours.optional(),
});

const memberList = () => z.array(id('mem')).max(teamMembersMax).optional();

export const upsertTeam = operation({
  summary: 'Create or update a team',
  description:
    'Finds the team by its key, creates it when there is none, changes what differs otherwise. `result` says which; `noop` emits nothing. What is left out stays; a new team is named by its key and assigns by hand. With an expected version nothing is created: `not_found` when there is none.',
  access: { scope: 'workspace:write' },
  rest: 'PUT /teams/{key}',
  input: z.strictObject({
    key: recordKey(),
    name: name().optional(),
    memberIds: z.strictObject({ add: memberList(), remove: memberList() }).optional(),
    assignmentPolicy: policyChanges.optional(),
    expectedVersion: expectedVersion(),
  }),
  output: team.extend({ result: z.enum(['created', 'updated', 'noop']) }).meta({ id: 'UpsertedTeam' }),
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: ['team.created', 'team.updated'],
  example: {
    input: {
      key: 'tier-two',
      name: 'Tier two',
      memberIds: { add: [exampleId('mem')] },
      assignmentPolicy: { strategy: 'least_loaded', maxOpenPerMember: 20, onlyOnline: true },
    },
    output: { ...example, result: 'created' },
  },
});

export const deleteTeam = operation({
  summary: 'Delete a team',
  description:
    'What is assigned to the team goes to `reassignTo`, or to nobody. With `dryRun` nothing is changed and `effects` says what would be.',
  access: { scope: 'workspace:write' },
  rest: 'DELETE /teams/{key}',
  input: z.strictObject({
    key: recordKey(),
    reassignTo: z
      .union([id('mem'), id('team')])
      .optional()
      .meta({ description: 'A member, or another team, of the workspace.' }),
    dryRun: dryRun(),
    expectedVersion: expectedVersion(),
  }),
  output: z
    .strictObject({ id: id('team'), deleted: z.boolean(), effects: workEffects })
    .meta({ id: 'DeletedTeam' }),
  errors: ['version_conflict', 'reference_not_usable'],
  events: ['team.deleted', 'conversation.assigned', 'conversation.unassigned', 'issue.updated'],
  example: {
    input: { key: 'tier-two' },
    output: {
      id: exampleId('team'),
      deleted: true,
      effects: { conversations: 0, issues: 0, automations: 0, macros: 0 },
    },
  },
});
