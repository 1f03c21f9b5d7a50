import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { type Scope, scopes } from '../../contract/scopes.ts';
import { expectedVersion, name, text, timestamp, version } from '../../contract/shapes.ts';
import { count, dryRun, recordKey } from './shapes.ts';

const permission = z.enum(scopes as [Scope, ...Scope[]]);
const permissions = () =>
  z
    .array(permission)
    .max(64)
    .meta({ description: 'Names of scopes. What a member can do is what role and credential both hold.' });

export const role = z
  .strictObject({
    id: id('rol'),
    key: recordKey(),
    name: name(),
    system: z.boolean().meta({ description: 'A built-in role, which never changes.' }),
    permissions: permissions(),
    memberCount: count('Members with the role, invited and suspended ones included.'),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Role' });
export type Role = z.output<typeof role>;

const at = new Date('2026-11-22T09:30:00.000Z');
const example: Role = {
  id: exampleId('rol'),
  key: 'analyst',
  name: 'Analyst',
  system: false,
  permissions: ['conversations:read', 'customers:read'],
  memberCount: 2,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const listRoles = operation({
  summary: 'List roles',
  description:
    'The built-in roles owner, admin, member and viewer, and those of the workspace, with what each may do.',
  access: { scope: 'workspace:read' },
  rest: 'GET /roles',
  input: z.strictObject({ ...pageInput, sort: order() }),
  output: page(role),
  errors: ['invalid_cursor'],
  example: {
    input: { sort: 'created_at' },
    output: { object: 'list', data: [example], hasMore: false, nextCursor: null },
  },
});

export const createRole = operation({
  summary: 'Create a role',
  description:
    'A role of the workspace with the permissions that are named. Nobody gives a role more than the credential that asks holds itself.',
  access: { scope: 'members:write' },
  rest: 'POST /roles',
  status: 201,
  input: z.strictObject({
    name: name(),
    key: recordKey().optional().meta({ description: 'Made of the name, when left out. It never changes.' }),
    permissions: permissions(),
  }),
  output: role,
  errors: ['already_exists', 'state_conflict'],
  events: ['role.created'],
  example: {
    input: { name: 'Analyst', permissions: ['conversations:read', 'customers:read'] },
    output: { ...example, memberCount: 0 },
  },
});

export const updateRole = operation({
  summary: 'Update a role',
  description:
    'Changes name and permissions; members and their credentials follow at once. Built-in roles never change, and a role that reaches further than the credential that asks is not its to change.',
  access: { scope: 'members:write' },
  rest: 'PATCH /roles/{id}',
  input: z.strictObject({
    id: id('rol'),
    name: name().optional(),
    permissions: z
      .strictObject({ add: permissions().optional(), remove: permissions().optional() })
      .optional(),
    expectedVersion: expectedVersion(),
  }),
  output: role,
  errors: ['version_conflict', 'state_conflict'],
  events: ['role.updated'],
  example: {
    input: { id: exampleId('rol'), permissions: { add: ['messages:read'] } },
    output: {
      ...example,
      permissions: ['conversations:read', 'messages:read', 'customers:read'],
      version: 2,
    },
  },
});

export const deleteRole = operation({
  summary: 'Delete a role',
  description:
    'Members of the role get another one; without `replaceWith` a role that has members stays (`state_conflict`). With `dryRun` nothing is changed and `effects` says what would be.',
  access: { scope: 'members:write' },
  rest: 'DELETE /roles/{id}',
  input: z.strictObject({
    id: id('rol'),
    replaceWith: id('rol').optional().meta({ description: 'The role that its members get.' }),
    dryRun: dryRun(),
    expectedVersion: expectedVersion(),
  }),
  output: z
    .strictObject({
      id: id('rol'),
      deleted: z.boolean(),
      effects: z.strictObject({ members: count('Members that get another role.') }),
    })
    .meta({ id: 'DeletedRole' }),
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: ['role.deleted', 'member.updated'],
  example: {
    input: { id: exampleId('rol', 9) },
    output: { id: exampleId('rol', 9), deleted: true, effects: { members: 0 } },
  },
});

export const roleSummary = z
  .strictObject({ id: id('rol'), key: recordKey(), name: text(200) })
  .meta({ id: 'RoleSummary' });
